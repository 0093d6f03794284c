// SPDX-License-Identifier: MIT
// Decides who is let in.
#ifndef PYA_SRC_WEB_ACCESS_HPP
#define PYA_SRC_WEB_ACCESS_HPP

#include <string>
#include <string_view>
#include <vector>

namespace pya::web {

/// 128 random bits in hexadecimal digits.
std::string random_token();

/// Names are compared with a list, never with each other: if another site makes its own name lead to this
/// machine, its pages send that name both as Host and as Origin.
class Access {
public:
    /// `hosts` are names with a port. Pages may ask for them over TLS, too.
    Access(int port, const std::vector<std::string>& hosts, std::string token);

    bool host(std::string_view host) const;
    bool origin(std::string_view origin) const;
    /// Whether the list of Sec-WebSocket-Protocol has "pya" and the token. Takes the same time for every
    /// wrong token of its length.
    bool protocols(std::string_view list) const;
    /// Whether the header Authorization has the token, compared likewise.
    bool authorization(std::string_view field) const;
    const std::string& token() const { return token_; }

private:
    std::vector<std::string> hosts_;
    std::vector<std::string> origins_;
    std::string token_;
};

} // namespace pya::web

#endif
