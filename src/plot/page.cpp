// SPDX-License-Identifier: MIT
#include "plot/page.hpp"

#include "plot/gnuplot.hpp"

#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>
#include <pya/log.hpp>
#include <pya/plot/current.hpp>

#include <fstream>
#include <iterator>
#include <mutex>
#include <utility>

namespace pya::plot {
namespace {

std::mutex mutex;

Page& newest() {
    static Page page = script_page();
    return page;
}

} // namespace

Page current_page() {
    const std::lock_guard lock(mutex);
    return newest();
}

void set_page(Page page) {
    const std::lock_guard lock(mutex);
    newest() = std::move(page);
}

bool show_on_page(const Figure& figure, bool has_display) {
    const Page page = current_page();
    return page.figure && (page.first || !has_display) && page.figure("figure", png(figure));
}

std::string png(const Figure& figure) {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/figure.png";
    figure.savefig(path, {.dpi = 150});
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string wav(const Asig& sig, const char* function) {
    constexpr Index most = 8000000;
    const Index size = sig.samples() * sig.channels();
    if (size < 1 || size > most)
        detail::fail(function, ": argument sig has ", size, " samples; it must have 1 to ", most);
    const std::vector<std::byte> bytes =
        encode_audio(sig.sig(), sig.sr(), {.format = "wav", .dtype = SampleFormat::float32});
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void show(const Asig& sig, const std::string& name) {
    std::string file = wav(sig, "show");
    const Page page = current_page();
    if (!page.signal || !page.signal(name.empty() ? sig.label() : name, std::move(file)))
        log_warning("show: there is no page to show a signal on");
}

} // namespace pya::plot
