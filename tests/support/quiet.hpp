// SPDX-License-Identifier: MIT
#ifndef PYA_TESTS_SUPPORT_QUIET_HPP
#define PYA_TESTS_SUPPORT_QUIET_HPP

#include <pya/log.hpp>

// Nothing is logged while it lives.
struct Quiet {
    pya::LogHandler before = pya::set_log_handler({});
    ~Quiet() { pya::set_log_handler(before); }
};

#endif
