// SPDX-License-Identifier: MIT
#include <pya/backend/web.hpp>

#include "backend/slider.hpp"
#include "json.hpp"
#include "log_page.hpp"
#include "plot/page.hpp"
#include "web/input_stream.hpp"
#include "web/message.hpp"
#include "web/output_stream.hpp"

#include <pya/asig.hpp>
#include <pya/error.hpp>

#include <algorithm>
#include <utility>

namespace pya {
namespace {

constexpr int most_inputs = 2;

} // namespace

WebBackend::WebBackend(const WebOptions& options) : hub_(std::make_shared<Hub>(options)) {
    const auto put_on = [there = std::weak_ptr<Hub>(hub_)](const char* kind, const char* type) {
        return [=](const std::string& name, std::string file) {
            const auto hub = there.lock();
            if (!hub || !hub->is_open()) return false;
            hub->put(kind, name, type, std::move(file));
            return true;
        };
    };
    detail::set_log_page([there = std::weak_ptr<Hub>(hub_)](std::string_view text) {
        if (const auto hub = there.lock()) hub->say("warning", "", text);
    });
    const auto put_slider = [there = std::weak_ptr<Hub>(hub_)](const gen::Param& param,
                                                               const detail::SliderShape& shape) {
        const auto hub = there.lock();
        if (!hub || !hub->is_open()) return false;
        hub->put(web::Slider(param, shape));
        return true;
    };
    plot::set_page({.figure = put_on("figure", "image/png"),
                    .signal = put_on("signal", "audio/wav"),
                    .slider = put_slider});
}

WebBackend::~WebBackend() {
    if (!hub_->here()) detail::abandon(std::move(hub_));
}

DeviceInfo WebBackend::get_device_info_by_index(int idx) {
    if (idx != 0) detail::fail<DeviceError>("WebBackend: there is no device ", idx, "; there is only 0");
    const double latency = static_cast<double>(hub_->ahead()) / 44100;
    return {.name = "browser",
            .maxInputChannels = most_inputs,
            .maxOutputChannels = web::most_channels,
            .defaultLowOutputLatency = latency,
            .defaultHighOutputLatency = latency,
            .hostApi = "Web Audio"};
}

std::unique_ptr<Stream> WebBackend::open(const StreamOptions& options) {
    const DeviceInfo device = get_device_info_by_index(options.device);
    hub_->check("WebBackend::open");
    if (!hub_->is_open()) detail::fail<DeviceError>("WebBackend::open: it has been terminated");
    const int most = options.input_flag ? device.maxInputChannels : device.maxOutputChannels;
    if (options.channels < 1 || options.channels > most)
        detail::fail<DeviceError>("WebBackend::open: ", options.channels, " channels; a browser has 1 to ",
                                  most);
    if (options.rate < 8000 || options.rate > 96000)
        detail::fail<DeviceError>("WebBackend::open: the rate is ", options.rate,
                                  " Hz; browsers take 8000 to 96000");
    StreamOptions actual = options;
    actual.frames_per_buffer = std::clamp<Index>(options.frames_per_buffer, 1, Hub::most_ahead);
    if (options.input_flag) return std::make_unique<web::InputStream>(hub_, actual);
    return std::make_unique<web::OutputStream>(hub_, actual);
}

void WebBackend::put(const plot::Figure& figure, const std::string& name) {
    hub_->check("WebBackend::put");
    hub_->put("figure", name, "image/png", plot::png(figure));
}

void WebBackend::put(const Asig& sig, const std::string& name) {
    hub_->check("WebBackend::put");
    hub_->put("signal", name.empty() ? sig.label() : name, "audio/wav", plot::wav(sig, "WebBackend::put"));
}

void WebBackend::put(const gen::Param& param, const std::string& name, const SliderOptions& options) {
    hub_->check("WebBackend::put");
    hub_->put(web::Slider(param, detail::slider_shape("WebBackend::put", param, name, options)));
}

void WebBackend::put(const std::string& kind, const std::string& name, const std::string& type,
                     std::string file) {
    hub_->put(kind, name, type, std::move(file));
}
void WebBackend::say(const std::string& kind, const std::string& place, const std::string& text) {
    hub_->say(kind, place, text);
}
void WebBackend::set_script(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string json = R"({"type":"script")";
    for (const auto& [name, value] : fields)
        json.append(",").append(detail::json_string(name)).append(":").append(detail::json_string(value));
    hub_->set_script(json + "}");
}
void WebBackend::clear() { hub_->clear(); }
void WebBackend::set_sliders(const std::vector<std::pair<gen::Param, detail::SliderShape>>& sliders) {
    std::vector<web::Slider> list;
    for (const auto& [param, shape] : sliders) list.emplace_back(param, shape);
    hub_->set_sliders(std::move(list));
}

void WebBackend::terminate() { hub_->close(); }
std::string WebBackend::url() const { return hub_->url(); }
int WebBackend::port() const { return hub_->port(); }
WebCounts WebBackend::counts() const { return hub_->counts(); }

} // namespace pya
