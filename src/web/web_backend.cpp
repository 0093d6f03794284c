// SPDX-License-Identifier: MIT
#include <pya/backend/web.hpp>

#include "plot/gnuplot.hpp"
#include "plot/page.hpp"
#include "web/input_stream.hpp"
#include "web/output_stream.hpp"

#include <pya/asig.hpp>
#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace pya {
namespace {

constexpr int most_inputs = 2;

void put_figure(WebBackend::Hub& hub, const Figure& figure, const std::string& name) {
    const plot::TemporaryFolder folder;
    const std::string path = folder.path() + "/figure.png";
    figure.savefig(path, {.dpi = 150});
    std::ifstream file(path, std::ios::binary);
    hub.put("figure", name, "image/png", std::string{std::istreambuf_iterator<char>(file), {}});
}

} // namespace

WebBackend::WebBackend(const WebOptions& options) : hub_(std::make_shared<Hub>(options)) {
    plot::set_page([there = std::weak_ptr<Hub>(hub_)](const Figure& figure) {
        const auto hub = there.lock();
        if (!hub || !hub->is_open()) return false;
        put_figure(*hub, figure, "figure");
        return true;
    });
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

void WebBackend::put(const Figure& figure, const std::string& name) {
    hub_->check("WebBackend::put");
    put_figure(*hub_, figure, name);
}

void WebBackend::put(const Asig& sig, const std::string& name) {
    hub_->check("WebBackend::put");
    constexpr Index most = 8000000;
    const Index size = sig.samples() * sig.channels();
    if (size < 1 || size > most)
        detail::fail("WebBackend::put: the signal has ", size, " samples; it must have 1 to ", most);
    const std::vector<std::byte> bytes =
        encode_audio(sig.sig(), sig.sr(), {.format = "wav", .dtype = SampleFormat::float32});
    hub_->put("signal", name.empty() ? sig.label() : name, "audio/wav",
              {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void WebBackend::terminate() { hub_->close(); }
std::string WebBackend::url() const { return hub_->url(); }
int WebBackend::port() const { return hub_->port(); }
WebCounts WebBackend::counts() const { return hub_->counts(); }

} // namespace pya
