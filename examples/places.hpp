// SPDX-License-Identifier: MIT
/// @file
/// Where the examples find the recording, and put what they write, unless told otherwise. The build names
/// folders of its own; as scripts they are run in this folder.
#ifndef PYA_EXAMPLES_PLACES_HPP
#define PYA_EXAMPLES_PLACES_HPP

#ifndef PYA_EXAMPLES_DATA
#define PYA_EXAMPLES_DATA "data"
#endif
#ifndef PYA_EXAMPLES_OUTPUT
#define PYA_EXAMPLES_OUTPUT "output"
#endif

#endif
