// SPDX-License-Identifier: MIT
// One include for Catch2 version 2 and version 3.
#ifndef PYA_TESTS_SUPPORT_CATCH_HPP
#define PYA_TESTS_SUPPORT_CATCH_HPP

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif

#endif
