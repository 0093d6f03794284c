// SPDX-License-Identifier: MIT
#include <pya/backend/web.hpp>

#include "web/input_stream.hpp"
#include "web/output_stream.hpp"

#include <pya/error.hpp>

#include <algorithm>

namespace pya {
namespace {

constexpr int most_inputs = 2;

} // namespace

WebBackend::WebBackend(const WebOptions& options) : hub_(std::make_shared<Hub>(options)) {}
WebBackend::~WebBackend() = default;

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

void WebBackend::terminate() { hub_->close(); }
std::string WebBackend::url() const { return hub_->url(); }
int WebBackend::port() const { return hub_->port(); }
WebCounts WebBackend::counts() const { return hub_->counts(); }

} // namespace pya
