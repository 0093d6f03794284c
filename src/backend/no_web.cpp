// SPDX-License-Identifier: MIT
// WebBackend in a library that was built without PYA_WITH_WEB: its constructor throws.
#include "backend/slider.hpp"

#include <pya/backend/web.hpp>
#include <pya/error.hpp>

namespace pya {

class WebBackend::Hub {};

WebBackend::WebBackend(const WebOptions&) {
    detail::fail<DeviceError>("WebBackend: this pya was built without PYA_WITH_WEB");
}
WebBackend::~WebBackend() = default;

DeviceInfo WebBackend::get_device_info_by_index(int) { return {}; }
std::unique_ptr<Stream> WebBackend::open(const StreamOptions&) { return nullptr; }
void WebBackend::terminate() {}
void WebBackend::put(const plot::Figure&, const std::string&) {}
void WebBackend::put(const Asig&, const std::string&) {}
void WebBackend::put(const gen::Param&, const std::string&, const SliderOptions&) {}
void WebBackend::put(const std::string&, const std::string&, const std::string&, std::string) {}
void WebBackend::say(const std::string&, const std::string&, const std::string&) {}
void WebBackend::set_script(const std::vector<std::pair<std::string, std::string>>&) {}
void WebBackend::clear() {}
void WebBackend::set_sliders(const std::vector<std::pair<gen::Param, detail::SliderShape>>&) {}
std::string WebBackend::url() const { return {}; }
int WebBackend::port() const { return 0; }
WebCounts WebBackend::counts() const { return {}; }

} // namespace pya
