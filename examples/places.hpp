// SPDX-License-Identifier: MIT
/// @file
/// The folders of the recording and of what the examples write, unless they are given others. The build
/// defines folders of its own; as scripts the examples are run in this folder.
#ifndef PYA_EXAMPLES_PLACES_HPP
#define PYA_EXAMPLES_PLACES_HPP

#ifndef PYA_EXAMPLES_DATA
#define PYA_EXAMPLES_DATA "data"
#endif
#ifndef PYA_EXAMPLES_OUTPUT
#define PYA_EXAMPLES_OUTPUT "output"
#endif

#endif
