// SPDX-License-Identifier: MIT
#include <pya/mixer/core.hpp>

#include <pya/error.hpp>

#include "mixer/renderer.hpp"
#include "mixer/voice_pool.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace pya {
namespace {

void check(const MixerOptions& options) {
    if (options.sr < 1) detail::fail("Mixer: sr is ", options.sr, "; it must be at least 1 Hz");
    if (options.channels < 1)
        detail::fail("Mixer: channels is ", options.channels, "; it must be at least 1");
    if (options.capacity < 1)
        detail::fail("Mixer: capacity is ", options.capacity, "; it must be at least 1 voice");
    if (!std::isfinite(options.gain)) detail::fail("Mixer: gain is ", options.gain, "; it must be finite");
}

Index check_onset(Index onset) {
    if (onset < 0 || onset > MixerCore::latest_onset)
        detail::fail("Mixer::play: onset is ", onset, "; it must be frame 0 to 2^53");
    return onset;
}

std::int32_t check_ramp(const char* function, Index ramp) {
    constexpr std::int32_t longest = std::numeric_limits<std::int32_t>::max();
    if (ramp < 0 || ramp > longest)
        detail::fail(function, ": ramp is ", ramp, "; it must be 0 to ", longest, " frames");
    return static_cast<std::int32_t>(ramp);
}

float check_gain(double gain) {
    if (!std::isfinite(gain)) detail::fail("Mixer::set_gain: gain is ", gain, "; it must be finite");
    return static_cast<float>(gain);
}

} // namespace

struct MixerCore::Impl {
    using Command = mixer::Command;
    using Voice = mixer::Voice;

    MixerOptions options;
    mixer::VoicePool pool;
    mixer::Link link;
    mixer::Renderer renderer;
    std::vector<Voice*> limbo; // voices that are over, while a command about them may still be in the queue
    std::uint64_t sent = 0;
    std::uint64_t order = 0;
    std::size_t inserts = 0; // how many are in the queues
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

    // Takes back what the renderer does not need any more.
    void reclaim() {
        const std::uint64_t seen = link.seen.load(std::memory_order_acquire);
        const auto finished = [&](Voice* voice) {
            if (pool.last_command(*voice) > seen) return false;
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
        pool.last_command(*command.voice) = sent;
    }

    void make_room(std::size_t count) {
        reclaim();
        if (!pool.reserve(count))
            detail::fail<Error>("Mixer::play: the mixer is full; its capacity is ", options.capacity,
                                " voices");
        if (link.commands.write_available() == 0)
            detail::fail<Error>("Mixer::play: the queue of commands is full; is the mixer being rendered?");
    }

    // Voices for the renderer. Those that are due soon are in one chain, and the others in another;
    // make_room() has made sure that there is room for both. Voices that are not handed over are given back.
    class Chains {
    public:
        Chains(Impl& impl, Index origin, bool moves = false)
            : impl_(impl), soon_until_(impl.link.now.load() + impl.link.margin), origin_(origin),
              moves_(moves) {}
        ~Chains() {
            give_back(soon_.first);
            give_back(later_.first);
        }
        Chains(const Chains&) = delete;
        Chains& operator=(const Chains&) = delete;

        VoiceId add(const Part& part) {
            const auto& [samples, onset, out, gain, loop, insert, tail, source] = part;
            const Index frames = source ? source->frames() : samples.rows();
            if (out < 0) detail::fail("Mixer::play: out is ", out, "; it must be channel 0 or higher");
            if (!std::isfinite(gain)) detail::fail("Mixer::play: gain is ", gain, "; it must be finite");
            if (tail < 0 || tail > latest_onset)
                detail::fail("Mixer::play: tail is ", tail, "; it must be 0 to 2^53 frames");
            if (frames == 0) return {};
            const Index after = insert ? tail : 0;
            Voice& voice =
                source ? impl_.pool.take(source, insert, after) : impl_.pool.take(samples, insert, after);
            voice.onset = onset;
            voice.order = impl_.order++;
            voice.next = nullptr;
            voice.shift = 0;
            voice.out = static_cast<std::int32_t>(std::min(out, impl_.options.channels));
            voice.loop = loop && !source;
            voice.sounding = voice.stopping = false;
            voice.gain = {.to = static_cast<float>(gain)};
            voice.over.store(false, std::memory_order_relaxed);
            if (!voice.loop && frames <= latest_onset) horizon_ = std::max(horizon_, onset + frames + after);
            Chain& chain = onset < soon_until_ ? soon_ : later_;
            (chain.first == nullptr ? chain.first : chain.last->next) = &voice;
            chain.last = &voice;
            ++count_;
            return impl_.pool.id(voice);
        }

        void hand_over() {
            mixer::count(impl_.link.begun, count_);
            impl_.horizon = std::max(impl_.horizon, horizon_);
            if (soon_.first != nullptr) { // first, so that the renderer knows with what the rest begins
                impl_.link.commands.push(
                    {.voice = soon_.first, .later = later_.first, .origin = origin_, .moves = moves_});
                ++impl_.sent;
            }
            if (later_.first != nullptr) impl_.link.later.push(later_.first);
            soon_.first = later_.first = nullptr;
        }

    private:
        struct Chain {
            Voice* first = nullptr;
            Voice* last = nullptr;
        };
        void give_back(Voice* first) {
            for (Voice* voice = first; voice != nullptr;) {
                Voice& unheard = *std::exchange(voice, voice->next);
                unheard.over.store(true, std::memory_order_relaxed);
                impl_.pool.give_back(unheard);
            }
        }

        Impl& impl_;
        const Index soon_until_;
        const Index origin_;
        const bool moves_;
        Chain soon_;
        Chain later_;
        std::uint64_t count_ = 0;
        Index horizon_ = 0;
    };
};

MixerCore::MixerCore(const MixerOptions& options)
    : impl_((check(options), std::make_unique<Impl>(options))) {}
MixerCore::~MixerCore() = default;

int MixerCore::sr() const { return impl_->options.sr; }
Index MixerCore::channels() const { return impl_->options.channels; }
Index MixerCore::capacity() const { return impl_->options.capacity; }
double MixerCore::gain() const { return impl_->options.gain; }
Index MixerCore::now() const { return impl_->link.now.load(std::memory_order_acquire); }

Index MixerCore::horizon() const { return impl_->horizon; }

MixerCounts MixerCore::counts() const {
    return {.late = impl_->link.late.load(std::memory_order_relaxed),
            .over = impl_->link.over.load(std::memory_order_relaxed)};
}

Index MixerCore::active_voices() const {
    // Read first, so that it is not above `begun`.
    const std::uint64_t ended = impl_->link.ended.load(std::memory_order_acquire);
    return static_cast<Index>(impl_->link.begun.load(std::memory_order_acquire) - ended);
}

bool MixerCore::is_playing(VoiceId id) const {
    const Impl::Voice* voice = impl_->pool.find(id);
    return voice != nullptr && !voice->over.load(std::memory_order_acquire);
}

VoiceId MixerCore::start(const Part& part, std::optional<Index> at_once) {
    check_onset(part.onset);
    impl_->make_room(1);
    Impl::Chains chains(*impl_, at_once.value_or(now()));
    const VoiceId id = chains.add(part);
    chains.hand_over();
    return id;
}

std::vector<VoiceId> MixerCore::start(std::span<const Part> parts, Index origin,
                                      std::optional<Index> at_once) {
    std::vector<VoiceId> ids;
    ids.reserve(parts.size());
    impl_->make_room(parts.size());
    if (at_once) { // moves by what has passed until now; the renderer adds what passes until it gets the
                   // command
        Index first = latest_onset;
        for (const Part& part : parts) first = std::min(first, check_onset(part.onset));
        origin = std::max(origin, now() - first);
        at_once = origin + first;
    }
    Impl::Chains chains(*impl_, at_once.value_or(now()), at_once.has_value());
    for (const Part& part : parts)
        ids.push_back(chains.add({part.samples, origin + check_onset(part.onset), part.out, part.gain,
                                  part.loop, part.insert, part.tail, part.source}));
    chains.hand_over();
    return ids;
}

void MixerCore::stop(VoiceId voice, Index ramp) {
    impl_->send_to("Mixer::stop", voice,
                   {.op = Impl::Command::Op::stop, .ramp = check_ramp("Mixer::stop", ramp)});
}

void MixerCore::stop(Index ramp) {
    impl_->send(
        "Mixer::stop",
        {.op = Impl::Command::Op::stop_all, .ramp = check_ramp("Mixer::stop", ramp), .order = impl_->order});
}

void MixerCore::set_gain(VoiceId voice, double gain, Index ramp) {
    impl_->send_to("Mixer::set_gain", voice,
                   {.op = Impl::Command::Op::gain,
                    .value = check_gain(gain),
                    .ramp = check_ramp("Mixer::set_gain", ramp)});
}

void MixerCore::set_gain(double gain, Index ramp) {
    impl_->send("Mixer::set_gain", {.op = Impl::Command::Op::master_gain,
                                    .value = check_gain(gain),
                                    .ramp = check_ramp("Mixer::set_gain", ramp)});
    impl_->options.gain = gain;
}

void MixerCore::set_insert(Insert insert) {
    impl_->reclaim();
    if (impl_->inserts == mixer::most_inserts)
        detail::fail<Error>("Mixer::set_insert: ", mixer::most_inserts,
                            " changes are waiting to be rendered");
    auto owned = std::make_unique<Insert>(std::move(insert));
    impl_->send("Mixer::set_insert", {.op = Impl::Command::Op::insert, .insert = owned.get()});
    owned.release();
    ++impl_->inserts;
}

std::exception_ptr MixerCore::insert_failure() {
    mixer::Link& link = impl_->link;
    if (!link.insert_failed.load(std::memory_order_acquire)) return nullptr;
    const std::exception_ptr failure = std::exchange(link.insert_failure, nullptr);
    link.insert_failed.store(false, std::memory_order_release);
    return failure;
}

void MixerCore::collect() { impl_->reclaim(); }

void MixerCore::render(float* interleaved, Index frames) noexcept {
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

void MixerCore::render(float* const* planes, Index frames) noexcept {
    mixer::Renderer& renderer = impl_->renderer;
    renderer.receive();
    for (Index done = 0; done < frames;) {
        const Index n = std::min(max_block, frames - done);
        renderer.advance(n);
        for (Index c = 0; c < renderer.channels(); ++c) std::copy_n(renderer.plane(c), n, planes[c] + done);
        done += n;
    }
}

} // namespace pya
