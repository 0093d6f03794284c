// SPDX-License-Identifier: MIT
/// @file
/// A web browser as an audio device, for a person who listens and records anywhere.
#ifndef PYA_BACKEND_WEB_HPP
#define PYA_BACKEND_WEB_HPP

#include <pya/export.hpp>

#include <pya/backend/backend.hpp>
#include <pya/backend/slider.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pya {

class Asig;
namespace plot {
class Figure;
}

namespace detail {
struct SliderShape;
namespace live {
class Page;
}
} // namespace detail

/// Where a WebBackend is found, and by whom.
struct WebOptions {
    int port = 8765;                   ///< 0: any that is free
    std::string address = "127.0.0.1"; ///< what it listens on; see docs/howto/browser.md before you change it
    Index ahead = 4096;                ///< frames that a page keeps in store, 512 to 65536
    /// Further names of the page as browsers ask for it, with their port: "studio.example:8765".
    std::vector<std::string> hosts = {};
};

/// What a WebBackend has counted since it was made.
struct WebCounts {
    Index visitors = 0;        ///< pages that are connected now
    Index listeners = 0;       ///< of these, those that play now
    std::uint64_t dropped = 0; ///< blocks that a page did not take in time, and that it has not played
    std::uint64_t gaps = 0; ///< holes in what microphones sent; silence of the same length is in their place
    std::uint64_t refused = 0; ///< connections and requests that were turned away
};

/// Serves a page on which a person hears what an Aserver plays, and by whose microphone an Arecorder records.
///
///     Aserver s({.backend = std::make_shared<WebBackend>()});
///     s.boot();
///     s.play(Ugen::sine({.freq = 440, .dur = 2.0}));
///
/// The log handler is told the address to open. The clock of the only page that listens drives the callback:
/// it asks for samples, and hears every one of them. Where several pages listen, while nobody does, and after
/// a page has asked for nothing for two seconds, the stream goes on by a clock of its own; pages follow it.
/// What the log handler is told stands on the page as well.
/// The newest output stream is the one that is heard. One page records at a time; all input streams hear its
/// microphone, from the first sample on. In a process made by fork() the page is its parent's: nothing can be
/// opened or put there, which is a DeviceError, and the destructor leaves it alone.
class PYA_EXPORT WebBackend : public Backend {
public:
    /// Throws ArgumentError for options that make no sense, and DeviceError where the port is taken or the
    /// library was built without PYA_WITH_WEB.
    explicit WebBackend(const WebOptions& options = {});
    ~WebBackend() override;

    DeviceInfo get_device_info_by_index(int idx) override;
    std::unique_ptr<Stream> open(const StreamOptions& options) override;
    /// Closes the page. Streams that are open count as lost.
    void terminate() override;

    /// Puts a figure on the page, as show() does where there is no display. Throws PlotError where it can't
    /// be drawn.
    void put(const plot::Figure& figure, const std::string& name = "figure");
    /// Puts a signal on the page, with its waveform, a player and a link to download it as float32; without a
    /// name under its label. The page keeps the last 50 things. Throws ArgumentError for an empty signal, and
    /// for one of more than 8 million samples in all channels.
    void put(const Asig& sig, const std::string& name = "");

    /// Puts a parameter on the page, as a slider that sets it. Pages also show what the program or another
    /// page sets. A slider of the same name takes the place of the one before; the page keeps the last 50.
    /// Throws ArgumentError unless least < largest, both within the range of the parameter and within +-10^9,
    /// for `log` with an end of 0 or below or with a step, and for a step that isn't above 0 or of which the
    /// range has more than 10000.
    ///
    ///     gen::Param cutoff(800, {.least = 50, .largest = 8000});
    ///     browser->put(cutoff, "cutoff", {.unit = "Hz", .log = true});
    void put(const gen::Param& param, const std::string& name, const SliderOptions& options = {});

    /// The address of the page. Its fragment is the key without which nobody is let in.
    std::string url() const;
    /// The port in use.
    int port() const;
    /// What was counted up to now.
    WebCounts counts() const;

    class Hub; ///< what the backend and its streams share

private:
    friend class detail::live::Page;
    // What pya-run --live shows: a file of the script, a line that it or the compiler has written, and how it
    // is doing.
    void put(const std::string& kind, const std::string& name, const std::string& type, std::string file);
    void say(const std::string& kind, const std::string& place, const std::string& text);
    void set_script(const std::vector<std::pair<std::string, std::string>>& fields);
    void clear();
    void set_sliders(const std::vector<std::pair<gen::Param, detail::SliderShape>>& sliders);

    std::shared_ptr<Hub> hub_;
};

} // namespace pya

#endif
