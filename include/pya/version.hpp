// SPDX-License-Identifier: MIT
/// @file
/// The version of the library; CMake and the packages read it from here.
#ifndef PYA_VERSION_HPP
#define PYA_VERSION_HPP

/// The three numbers of the version.
#define PYA_VERSION_MAJOR 0
/// The three numbers of the version.
#define PYA_VERSION_MINOR 1
/// The three numbers of the version.
#define PYA_VERSION_PATCH 0

#endif
