// SPDX-License-Identifier: MIT
#include <pya/mixer.hpp>

#include "mixer/conversion.hpp"
#include "mixer/renderer.hpp"
#include "mixer/voice_pool.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya {
namespace {

using mixer::Command;
using mixer::Voice;

void check(const MixerOptions& options) {
    if (options.sr < 1) detail::fail("Mixer: sr is ", options.sr, "; it must be at least 1 Hz");
    if (options.channels < 1)
        detail::fail("Mixer: channels is ", options.channels, "; it must be at least 1");
    if (options.capacity < 1)
        detail::fail("Mixer: capacity is ", options.capacity, "; it must be at least 1 voice");
    if (!std::isfinite(options.gain)) detail::fail("Mixer: gain is ", options.gain, "; it must be finite");
}

void check(const Cue& cue) {
    if (cue.onset < 0) detail::fail("Mixer::play: onset is ", cue.onset, "; it must be frame 0 or later");
    if (cue.out < 0) detail::fail("Mixer::play: out is ", cue.out, "; it must be channel 0 or higher");
    if (!std::isfinite(cue.gain)) detail::fail("Mixer::play: gain is ", cue.gain, "; it must be finite");
    if (!(cue.rate > 0) || !std::isfinite(cue.rate))
        detail::fail("Mixer::play: rate is ", cue.rate, "; it must be positive and finite");
}

Index check_ramp(const char* function, Index ramp) {
    if (ramp < 0) detail::fail(function, ": ramp is ", ramp, "; it must be 0 frames or more");
    return ramp;
}

float check_gain(double gain) {
    if (!std::isfinite(gain)) detail::fail("Mixer::set_gain: gain is ", gain, "; it must be finite");
    return static_cast<float>(gain);
}

} // namespace

struct Mixer::Impl {
    MixerOptions options;
    mixer::VoicePool pool;
    mixer::Link link;
    mixer::Renderer renderer;
    std::vector<Voice*> limbo; // over, but a command about them may still be on its way
    std::uint64_t sent = 0;
    std::uint64_t order = 0;
    std::size_t inserts = 0; // on their way there or back
    Index horizon = 0;

    explicit Impl(const MixerOptions& o)
        : options(o), pool(static_cast<std::size_t>(o.capacity)), link(static_cast<std::size_t>(o.capacity)),
          renderer(link, o.channels, static_cast<std::size_t>(o.capacity), o.gain) {}

    ~Impl() {
        Command command;
        while (link.commands.pop(command)) delete command.insert;
        collect_inserts();
        delete renderer.insert();
    }

    void collect_inserts() {
        for (Insert* insert = nullptr; link.inserts.pop(insert); --inserts) delete insert;
    }

    // Takes back what the renderer is through with.
    void reclaim() {
        const std::uint64_t seen = link.seen.load(std::memory_order_acquire);
        const auto finished = [&](Voice* voice) {
            if (voice->last_command > seen) return false;
            pool.give_back(*voice);
            return true;
        };
        if (!limbo.empty()) std::erase_if(limbo, finished);
        for (Voice* voice = nullptr; link.finished.pop(voice);)
            if (!finished(voice)) limbo.push_back(voice);
        if (inserts > 0) collect_inserts();
    }

    void send(const char* function, const Command& command) {
        if (!link.commands.push(command))
            detail::fail<Error>(function, ": the queue of commands is full; is the mixer being rendered?");
        ++sent;
    }

    void send_to(const char* function, VoiceId id, Command command) {
        reclaim();
        command.voice = pool.find(id);
        if (command.voice == nullptr || command.voice->over.load(std::memory_order_acquire)) return;
        send(function, command);
        command.voice->last_command = sent;
    }

    Voice& prepare(const Cue& cue, storage::Samples&& samples, Index now) {
        Voice& voice = pool.take();
        voice.samples = std::move(samples);
        voice.onset = cue.onset;
        voice.soon = cue.onset == now;
        voice.order = order++;
        voice.next = nullptr;
        voice.out = cue.out;
        voice.loop = cue.loop;
        voice.sounding = voice.stopping = false;
        voice.gain = {};
        voice.gain.to = static_cast<float>(cue.gain);
        voice.position = 0;
        voice.over.store(false, std::memory_order_relaxed);
        if (!cue.loop) horizon = std::max(horizon, voice.onset + voice.samples.rows());
        return voice;
    }

    void make_room(std::size_t count) {
        reclaim();
        if (!pool.reserve(count))
            detail::fail<Error>("Mixer::play: the mixer is full; its capacity is ", options.capacity,
                                " voices");
        if (link.commands.write_available() == 0)
            detail::fail<Error>("Mixer::play: the queue of commands is full; is the mixer being rendered?");
    }

    // What is due soon goes into one chain, all else, which has time, into another. make_room() has seen that
    // there is room for both.
    class Chains {
    public:
        explicit Chains(Impl& impl) : impl_(impl), soon_until_(impl.link.now.load() + impl.link.margin) {}
        void add(Voice& voice) {
            Chain& chain = voice.onset < soon_until_ ? soon_ : later_;
            (chain.first == nullptr ? chain.first : chain.last->next) = &voice;
            chain.last = &voice;
            ++count_;
        }
        void hand_over() {
            impl_.link.playing.fetch_add(count_, std::memory_order_relaxed);
            if (later_.first != nullptr) impl_.link.later.push(later_.first);
            if (soon_.first == nullptr) return;
            impl_.link.commands.push({.voice = soon_.first});
            ++impl_.sent;
        }

    private:
        struct Chain {
            Voice* first = nullptr;
            Voice* last = nullptr;
        };
        Impl& impl_;
        Index soon_until_;
        Chain soon_;
        Chain later_;
        Index count_ = 0;
    };
};

Mixer::Mixer(const MixerOptions& options) : impl_((check(options), std::make_unique<Impl>(options))) {}
Mixer::~Mixer() = default;

int Mixer::sr() const { return impl_->options.sr; }
Index Mixer::channels() const { return impl_->options.channels; }
Index Mixer::capacity() const { return impl_->options.capacity; }
double Mixer::gain() const { return impl_->options.gain; }
Index Mixer::now() const { return impl_->link.now.load(std::memory_order_acquire); }

Index Mixer::horizon() const { return impl_->horizon; }

MixerCounts Mixer::counts() const {
    return {.late = impl_->link.late.load(std::memory_order_relaxed),
            .over = impl_->link.over.load(std::memory_order_relaxed)};
}

Index Mixer::active_voices() const { return impl_->link.playing.load(std::memory_order_acquire); }

bool Mixer::is_playing(VoiceId id) const {
    const Voice* voice = impl_->pool.find(id);
    return voice != nullptr && !voice->over.load(std::memory_order_acquire);
}

Cue Mixer::converted(const Cue& cue, int sr) {
    check(cue);
    if (sr < 1) detail::fail("Mixer::converted: sr is ", sr, "; it must be at least 1 Hz");
    Cue result = cue;
    result.sig = Asig(mixer::at_rate(cue, sr), {.sr = sr});
    result.rate = 1;
    return result;
}

VoiceId Mixer::play(const Cue& cue, std::optional<Index> at_once) {
    check(cue);
    storage::Samples samples = mixer::at_rate(cue, sr());
    impl_->make_room(1);
    if (samples.rows() == 0) return {};
    Voice& voice = impl_->prepare(cue, std::move(samples), at_once.value_or(now()));
    const VoiceId id{voice.slot, voice.generation};
    Impl::Chains chains(*impl_);
    chains.add(voice);
    chains.hand_over();
    return id;
}

std::vector<VoiceId> Mixer::play(const Score& cues, std::optional<Index> at_once) {
    for (const Cue& cue : cues) check(cue);
    std::vector<storage::Samples> samples;
    samples.reserve(cues.size());
    for (const Cue& cue : cues) samples.push_back(mixer::at_rate(cue, sr()));
    std::vector<VoiceId> ids(cues.size());
    impl_->make_room(cues.size());
    const Index frame = at_once.value_or(now());
    Impl::Chains chains(*impl_);
    for (std::size_t i = 0; i < cues.size(); ++i) {
        if (samples[i].rows() == 0) continue;
        Voice& voice = impl_->prepare(cues[i], std::move(samples[i]), frame);
        ids[i] = {voice.slot, voice.generation};
        chains.add(voice);
    }
    chains.hand_over();
    return ids;
}

void Mixer::stop(VoiceId voice, Index ramp) {
    impl_->send_to("Mixer::stop", voice, {.op = Command::Op::stop, .ramp = check_ramp("Mixer::stop", ramp)});
}

void Mixer::stop(Index ramp) {
    impl_->send(
        "Mixer::stop",
        {.op = Command::Op::stop_all, .ramp = check_ramp("Mixer::stop", ramp), .order = impl_->order});
}

void Mixer::set_gain(VoiceId voice, double gain, Index ramp) {
    impl_->send_to(
        "Mixer::set_gain", voice,
        {.op = Command::Op::gain, .value = check_gain(gain), .ramp = check_ramp("Mixer::set_gain", ramp)});
}

void Mixer::set_gain(double gain, Index ramp) {
    impl_->send("Mixer::set_gain", {.op = Command::Op::master_gain,
                                    .value = check_gain(gain),
                                    .ramp = check_ramp("Mixer::set_gain", ramp)});
    impl_->options.gain = gain;
}

void Mixer::set_insert(Insert insert) {
    impl_->reclaim();
    if (impl_->inserts == mixer::most_inserts)
        detail::fail<Error>("Mixer::set_insert: ", mixer::most_inserts,
                            " changes are waiting to be rendered");
    auto owned = std::make_unique<Insert>(std::move(insert));
    impl_->send("Mixer::set_insert", {.op = Command::Op::insert, .insert = owned.get()});
    owned.release();
    ++impl_->inserts;
}

void Mixer::collect() { impl_->reclaim(); }

void Mixer::render(float* interleaved, Index frames) noexcept {
    mixer::Renderer& renderer = impl_->renderer;
    const Index width = renderer.channels();
    renderer.receive();
    for (Index done = 0; done < frames;) {
        const Index n = std::min(max_block, frames - done);
        renderer.advance(n);
        for (Index c = 0; c < width; ++c) {
            const float* plane = renderer.plane(c);
            float* out = interleaved + done * width + c;
            for (Index i = 0; i < n; ++i) out[i * width] = plane[i];
        }
        done += n;
    }
}

void Mixer::render(float* const* planes, Index frames) noexcept {
    mixer::Renderer& renderer = impl_->renderer;
    renderer.receive();
    for (Index done = 0; done < frames;) {
        const Index n = std::min(max_block, frames - done);
        renderer.advance(n);
        for (Index c = 0; c < renderer.channels(); ++c) std::copy_n(renderer.plane(c), n, planes[c] + done);
        done += n;
    }
}

Asig Mixer::render(Index frames) {
    if (frames < 0) detail::fail("Mixer::render: frames is ", frames, "; it must be 0 or more");
    storage::Samples samples = storage::Samples::uninitialised(frames, channels());
    if (frames > 0) {
        SigMap out = samples.write();
        std::vector<float*> planes;
        for (Index c = 0; c < channels(); ++c) planes.push_back(out.col(c).data());
        render(planes.data(), frames);
    }
    return Asig(std::move(samples), {.sr = sr()});
}

} // namespace pya
