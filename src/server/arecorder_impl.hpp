// SPDX-License-Identifier: MIT
// The inside of Arecorder: its device, its tape, the present take, and the thread that collects it.
#ifndef PYA_SRC_SERVER_ARECORDER_IMPL_HPP
#define PYA_SRC_SERVER_ARECORDER_IMPL_HPP

#include "process.hpp"
#include "server/connection.hpp"
#include "server/take.hpp"
#include "server/tape.hpp"
#include "server/watcher.hpp"

#include <pya/arecorder.hpp>

#include <atomic>
#include <mutex>

namespace pya {

/// A take that is over.
struct EndedTake {
    std::unique_ptr<Take> take; // none if there was none
    bool told = false;          // the log handler knows of its failure
    bool device_lost = false;

    /// Tells the log handler of a failure of the take, unless it knows, and throws it, or else DeviceError
    /// where the device is lost. Not to be called with a lock held.
    void report() const;
};

struct Arecorder::Impl : std::enable_shared_from_this<Impl> {
    explicit Impl(const ArecorderOptions& o);

    /// Returns false where the recorder runs already.
    bool boot();
    EndedTake quit();
    void change_device(int idx);
    void change_channels(Index channels);
    void change_tracks(const std::vector<Index>& tracks, const std::vector<double>& gains);
    void record(const std::string& file);
    void pause();
    EndedTake stop(bool keep);
    bool alive() const { return connection && connection->stream().is_active(); }
    /// What f returns, with `collecting` locked.
    template <class F>
    auto look(F&& f) const {
        process.check("Arecorder");
        const std::lock_guard lock(collecting);
        return f();
    }

    const detail::Process process; // in another one the locks must not be touched
    ArecorderOptions options;      // with no field left open but device; all but channels never change
    mutable std::mutex lifecycle;  // of device, connection, watcher_ and options.channels; taken before
                                   // `collecting`, and never held while a log handler is called
    DeviceInfo device;
    std::unique_ptr<Connection> connection;

    mutable std::mutex collecting; // of what follows, and of options.channels
    std::unique_ptr<Tape> tape;
    std::vector<Track> tracks;
    std::unique_ptr<Take> take;
    std::vector<Asig> recordings;

    std::atomic<bool> recording = false;

private:
    std::unique_ptr<Connection> connect(int index);
    void replace_connection(std::unique_ptr<Connection> opened);
    void collect() noexcept;
    // Called by the watcher: collects what was recorded, and reports a failure of the take once.
    void check_take();
    void all_tracks();
    void begin_take(const std::string& file);
    EndedTake end_take(bool keep = true);

    bool told_ = false; // of the failure of the take; under `collecting` as well
    std::unique_ptr<Watcher> watcher_;
};

} // namespace pya

#endif
