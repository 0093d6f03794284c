// SPDX-License-Identifier: MIT
#include <pya/aserver.hpp>

#include "mixer/conversion.hpp"
#include "mixer/generated.hpp"
#include "server/server_impl.hpp"

#include <pya/log.hpp>
#include <pya/memory.hpp>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <utility>

namespace pya {
namespace {

void check_out(Index out, Index channels) {
    if (out < 0 || out >= channels)
        detail::fail("Aserver::play: out is ", out, "; it must be a channel of 0 to ", channels - 1);
}

// Tries a copy of an effect on a block of silence.
void check_insert(const char* function, const ServerInsert& insert, int sr, Index channels,
                  const char* whose) {
    if (insert.sr() != 0 && insert.sr() != sr)
        detail::fail(function, ": the insert is for ", insert.sr(),
                     " Hz; it must be for those of the server, ", sr);
    if (insert.channels() != 0 && insert.channels() != channels)
        detail::fail(function, ": the insert has ", insert.channels(), " channels; it must have those of ",
                     whose, ", ", channels);
    if (!insert.insert()) return;
    storage::Samples silence = storage::Samples::zeros(Mixer::max_block, channels);
    const Insert trial = insert.insert();
    trial(silence.write());
}

void check_effect(const PlayOptions& options, int sr, Index channels, const char* whose) {
    check_insert("Aserver::play", options.insert, sr, channels, whose);
    if (!(options.tail.value >= 0 && options.tail.value <= 86400))
        detail::fail("Aserver::play: tail is ", options.tail.value, " s; it must be 0 to 86400 s");
}

Index onset(const PlayOptions& options, int sr, Index now) {
    if ((options.onset.value != 0) + options.at.has_value() + options.frame.has_value() > 1)
        detail::fail("Aserver::play: more than one of onset, at and frame is given");
    if (options.frame && (*options.frame < 0 || *options.frame > Mixer::latest_onset))
        detail::fail("Aserver::play: frame is ", *options.frame, "; it must be 0 to 2^53");
    if (options.frame) return *options.frame;
    return options.at ? onset_frame(*options.at, sr) : now + onset_frame(options.onset, sr);
}

} // namespace

Index onset_frame(Seconds t, int sr) {
    const double frame = std::round(t.value * sr);
    if (!(frame >= 0) || !(t.value >= 0) || frame > 9007199254740992.0)
        detail::fail("onset of ", t.value, " s at ", sr, " Hz: it must be 0 or more, and below 2^53 frames");
    return static_cast<Index>(frame);
}

Aserver::Aserver(const AserverOptions& options)
    : impl_(detail::within_memory("Aserver", [&] { return std::make_shared<Impl>(options); })) {}

Aserver::~Aserver() {
    if (impl_->process.is_this())
        quit();
    else
        detail::abandon(std::move(impl_));
}

int Aserver::sr() const { return impl_->options.sr; }
Index Aserver::bs() const { return impl_->options.bs; }
Index Aserver::channels() const { return *impl_->read(impl_->options.channels); }
DeviceInfo Aserver::device() const { return impl_->read(impl_->device); }
std::shared_ptr<Backend> Aserver::backend() const { return impl_->read(impl_->options.backend); }
double Aserver::gain() const { return impl_->read(impl_->options.gain); }

void Aserver::set_gain(double gain, Seconds ramp) {
    const Index frames = ramp_frames("Aserver::set_gain", ramp, sr());
    if (!std::isfinite(gain)) detail::fail("Aserver::set_gain: gain is ", gain, "; it must be finite");
    impl_->change_gain(gain, frames);
}

Devices Aserver::get_devices(bool verbose) const {
    const std::shared_ptr<Backend> from = backend();
    Devices devices;
    for (int i = 0; i < from->get_device_count(); ++i) {
        const DeviceInfo info = from->get_device_info_by_index(i);
        if (info.maxInputChannels > 0) devices.inputs.push_back(info);
        if (info.maxOutputChannels > 0) devices.outputs.push_back(info);
    }
    if (!verbose) return devices;
    std::cout << "Input Devices: \n";
    for (const DeviceInfo& d : devices.inputs)
        std::cout << "Index: " << d.index << ", Name: " << d.name << ",  Channels: " << d.maxInputChannels
                  << '\n';
    std::cout << "Output Devices: \n";
    for (const DeviceInfo& d : devices.outputs)
        std::cout << "Index: " << d.index << ", Name: " << d.name << ", Channels: " << d.maxOutputChannels
                  << '\n';
    std::cout << std::flush;
    return devices;
}

void Aserver::set_device(int idx, bool reboot) { impl_->change_device(idx, reboot); }
void Aserver::set_channels(Index channels) { impl_->change_channels(channels); }

void Aserver::set_backend(std::shared_ptr<Backend> backend) {
    if (!backend) detail::fail("Aserver::set_backend: there is no backend in the pointer");
    impl_->change_backend(std::move(backend));
}

Aserver& Aserver::boot() {
    impl_->boot();
    return *this;
}

void Aserver::quit() { impl_->quit(); }

bool Aserver::is_active() const { return impl_->link().alive(); }

Aserver::Voice Aserver::play(const Asig& sig, const PlayOptions& options) {
    check_out(options.out, channels());
    check_effect(options, sr(), sig.channels(), "the signal");
    // Converted before the locks are taken, since that may take a while.
    const mixer::AtRate samples(sig, options.rate, options.kind, sr());
    return start({.samples = *samples}, options);
}

Aserver::Voice Aserver::play(const Agen& generator, const PlayOptions& options) {
    check_out(options.out, channels());
    check_effect(options, sr(), generator.channels(), "the generator");
    const storage::Samples unused;
    return start({.samples = unused, .source = mixer::generated(generator, options.rate, options.loop, sr())},
                 options);
}

Aserver::Voice Aserver::start(Mixer::Part part, const PlayOptions& options) {
    impl_->process.check("Aserver::play");
    const Index tail = onset_frame(options.tail, sr());
    Voice voice;
    {
        const std::lock_guard lock(impl_->mutex);
        const ServerLink& now = impl_->current;
        now.check("Aserver::play");
        detail::Session& session = *now.session;
        const std::lock_guard control(session.control);
        const Index frame = session.mixer.now();
        part.onset = onset(options, sr(), frame);
        part.out = options.out;
        part.gain = options.gain;
        part.loop = options.loop;
        part.insert = options.insert.insert();
        part.tail = tail;
        voice = Voice(now.session, session.mixer.start(part, frame));
    }
    if (options.block) voice.wait();
    return voice;
}

std::vector<Aserver::Voice> Aserver::play(const Ascore& score) {
    for (const Acue& cue : score) check_out(cue.out, channels());
    const mixer::Parts parts(score, sr());
    const ServerLink now = impl_->running("Aserver::play");
    std::vector<Voice> voices;
    voices.reserve(score.size());
    const std::lock_guard lock(now.session->control);
    const Index frame = now.session->mixer.now();
    for (const VoiceId id : now.session->mixer.start(parts, frame, frame))
        voices.push_back(Voice(now.session, id));
    return voices;
}

void Aserver::stop(Seconds ramp) {
    const Index frames = ramp_frames("Aserver::stop", ramp, sr());
    impl_->process.check("Aserver::stop");
    if (const auto session = impl_->link().session) {
        const std::lock_guard lock(session->control);
        session->mixer.stop(frames);
    }
}

void Aserver::wait(Seconds at_most) const {
    if (!(at_most.value >= 0))
        detail::fail("Aserver::wait: at_most is ", at_most.value, " s; it must be 0 or more");
    const double frames = at_most.value * sr();
    const Index until =
        frames < 9e15 ? now() + static_cast<Index>(std::ceil(frames)) : std::numeric_limits<Index>::max();
    impl_->wait("Aserver::wait", until, [](const Mixer& mixer) { return mixer.active_voices() == 0; });
}

void Aserver::set_insert(ServerInsert insert) {
    const ServerLink now = impl_->running("Aserver::set_insert");
    check_insert("Aserver::set_insert", insert, sr(), now.session->mixer.channels(), "the server");
    const std::lock_guard lock(now.session->control);
    now.session->mixer.set_insert(std::move(insert).insert());
}

namespace {

template <class F>
auto measure(const ServerLink& link, F&& f) -> decltype(f(*link.session)) {
    return link.session ? f(*link.session) : decltype(f(*link.session)){};
}

} // namespace

Index Aserver::now() const {
    return measure(impl_->link(), [](detail::Session& s) { return s.mixer.now(); });
}
Index Aserver::active_voices() const {
    return measure(impl_->link(), [](detail::Session& s) { return s.mixer.active_voices(); });
}
std::uint64_t Aserver::xruns() const {
    return measure(impl_->link(), [](detail::Session& s) { return s.xruns.load(); });
}
std::uint64_t Aserver::late() const {
    return measure(impl_->link(), [](detail::Session& s) { return s.mixer.counts().late; });
}
std::uint64_t Aserver::overs() const {
    return measure(impl_->link(), [](detail::Session& s) { return s.mixer.counts().over; });
}
double Aserver::cpu_load() const {
    return measure(impl_->link(), [](detail::Session& s) { return s.load.load(); });
}
double Aserver::longest_callback() const {
    return measure(impl_->link(), [](detail::Session& s) { return s.longest.load(); });
}

std::string Aserver::repr() const {
    const DeviceInfo info = device();
    std::ostringstream out;
    out << "AServer: sr: " << sr() << ", blocksize: " << bs()
        << ",\n         Stream Active: " << (is_active() ? "True" : "False") << ", Device: " << info.name
        << ", Index: " << info.index;
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Aserver& server) { return out << server.repr(); }

} // namespace pya
