// SPDX-License-Identifier: MIT
#include <pya/agen/player.hpp>
#include <pya/index.hpp>

#include "agen/schedule.hpp"
#include "simd/flush_denormals.hpp"

#include <algorithm>

namespace pya::gen {
namespace {

constexpr double longest = 1e9; // seconds, more than 30 years

int rate(const Agen& generator, const PlayerOptions& options) {
    const int of_signals = generator.node()->sr;
    const int sr = options.sr.value_or(of_signals != 0 ? of_signals : 44100);
    if (sr < 1) detail::fail("Agen: sr is ", sr, "; it must be at least 1 Hz");
    if (of_signals != 0 && sr != of_signals)
        detail::fail("Agen: the rate is ", sr, " Hz, and that of the signals and effects in it is ",
                     of_signals, " Hz; they must agree; resample() the signals, or gen::play() them");
    return sr;
}

Index frames(const char* what, Seconds time, int sr) {
    if (!(time.value >= 0 && time.value <= longest))
        detail::fail("Agen: ", what, " is ", time.value, " s; it must be 0 to ", longest, " s");
    return to_samples(time, sr);
}

} // namespace

struct Player::Impl {
    impl::NodePtr root; // which the units may refer to
    int sr;
    Index length; // frames
    impl::Schedule schedule;
    dsp::AlignedVector<double> scratch;
    Index position = 0;

    Impl(const Agen& generator, const PlayerOptions& options)
        : root(generator.node()), sr(rate(generator, options)),
          length(options.dur ? gen::frames("dur", *options.dur, sr) : impl::endless),
          schedule(*root, {sr, length}) {
        for (Index c = 0; c < root->channels; ++c) schedule.add(c);
        scratch.resize(static_cast<std::size_t>(schedule.ready() * impl::block));
        length = std::min(length, schedule.frames());
    }

    // Computes the next frames, at most `block` and at most those that are left.
    void advance(Index n) noexcept {
        if (n > 0) schedule.process(scratch.data(), n);
        position += n;
    }
};

Player::Player(const Agen& generator, const PlayerOptions& options)
    : impl_(std::make_unique<Impl>(generator, options)) {}
Player::~Player() = default;
Player::Player(Player&&) noexcept = default;
Player& Player::operator=(Player&&) noexcept = default;

int Player::sr() const { return impl_->sr; }
Index Player::channels() const { return impl_->root->channels; }
Index Player::frames() const { return impl_->length; }

template <class T>
Index Player::write(dsp::Block<T> out) {
    if (out.channels() != channels())
        detail::fail("Player::process: the block has ", out.channels(), " channels; it must have ",
                     channels());
    const simd::FlushDenormals scope;
    const Index left = std::min(out.samples(), impl_->length - impl_->position);
    for (Index done = 0; done < left;) {
        const Index n = std::min(impl::block, left - done);
        impl_->advance(n);
        for (Index c = 0; c < out.channels(); ++c) {
            const double* from = impl_->schedule.output(impl_->scratch.data(), c);
            T* to = &out(done, c);
            for (Index i = 0; i < n; ++i) to[i] = static_cast<T>(from[i]);
        }
        done += n;
    }
    for (Index c = 0; c < out.channels(); ++c)
        std::fill_n(out.channel(c).data() + left, out.samples() - left, T(0));
    return left;
}

Index Player::process(dsp::Block<float> out) { return write(out); }
Index Player::process(dsp::Block<double> out) { return write(out); }

void Player::reset() {
    impl_->schedule.reset();
    impl_->position = 0;
}

void Player::seek(Seconds time) {
    const Index target = std::min(gen::frames("time", time, sr()), impl_->length);
    reset();
    const simd::FlushDenormals scope;
    while (impl_->position < target) impl_->advance(std::min(impl::block, target - impl_->position));
}

} // namespace pya::gen
