// SPDX-License-Identifier: MIT
#include "mixer/renderer.hpp"

#include "simd/scale.hpp"

#include <algorithm>

namespace pya::mixer {
namespace {

constexpr std::size_t discards_a_block = 8192;
constexpr std::size_t ahead = 8; // voices whose memory is asked for before their turn

template <class T>
void touch(std::vector<T>& reserved, std::size_t capacity) {
    reserved.assign(capacity, T{});
    reserved.clear();
}

} // namespace

Renderer::Renderer(Link& link, Index channels, std::size_t capacity, double gain)
    : link_(link), block_(storage::Samples::zeros(MixerCore::max_block, channels)),
      lanes_(static_cast<std::size_t>(channels)), waiting_(capacity) {
    SigMap block = block_.write();
    for (Index c = 0; c < channels; ++c) columns_.push_back(block.col(c).data());
    block_stride_ = block.outerStride();
    touch(discarded_, capacity);
    touch(sounding_, capacity);
    gain_.to = static_cast<float>(gain);
}

void Renderer::receive() noexcept {
    Command command;
    while (link_.commands.pop(command)) {
        execute(command);
        ++seen_;
    }
    link_.seen.store(seen_, std::memory_order_release);
    discard_some();
}

void Renderer::execute(const Command& command) noexcept {
    Voice* voice = command.voice;
    switch (command.op) {
    case Command::Op::play: {
        // At most the blocks that were rendered since the call.
        const Index shift = std::max<Index>(now_ - command.origin, 0);
        if (command.moves && command.later != nullptr)
            command.later->shift = static_cast<std::int32_t>(shift);
        while (voice != nullptr) {
            Voice* next = voice->next;
            if (command.moves || voice->onset == command.origin) voice->onset += shift;
            enqueue(*voice);
            voice = next;
        }
        break;
    }
    case Command::Op::stop:
        if (voice->over.load(std::memory_order_relaxed)) break;
        if (voice->stopping && voice->gain.left() <= command.ramp) break; // it will be over earlier anyway
        if (voice->sounding && command.ramp > 0) {
            voice->stopping = true;
            voice->gain.start(0, command.ramp);
        } else {
            end(*voice);
        }
        break;
    case Command::Op::stop_all:
        stopped_before_ = command.order;
        stop_all(command.ramp);
        break;
    case Command::Op::gain:
        if (!voice->stopping) voice->gain.start(command.value, voice->sounding ? command.ramp : 0);
        break;
    case Command::Op::master_gain: gain_.start(command.value, command.ramp); break;
    case Command::Op::insert:
        link_.inserts.push(insert_);
        insert_ = command.insert;
        insert_runs_ = static_cast<bool>(*insert_);
        break;
    }
}

void Renderer::enqueue(Voice& voice) noexcept {
    if (voice.order < stopped_before_) {
        end(voice);
        link_.finished.push(&voice);
        return;
    }
    waiting_.push(voice);
}

void Renderer::receive_later() noexcept {
    for (Index i = 0; i < later_a_piece; ++i) {
        if (later_ == nullptr) {
            if (!link_.later.pop(later_)) break;
            later_shift_ = later_->shift;
        }
        Voice& voice = *later_;
        voice.onset += later_shift_;
        later_ = voice.next;
        enqueue(voice);
    }
}

void Renderer::stop_all(std::int32_t ramp) noexcept {
    for (Voice* voice : sounding_) {
        if (ramp > 0 && !voice->stopping) voice->gain.start(0, ramp);
        voice->stopping = true;
        if (ramp == 0) end(*voice);
    }
    waiting_.take_all([this](Voice& voice) { discarded_.push_back(&voice); });
}

void Renderer::discard_some() noexcept {
    for (std::size_t i = 0; i < discards_a_block && !discarded_.empty(); ++i) {
        end(*discarded_.back());
        link_.finished.push(discarded_.back());
        discarded_.pop_back();
    }
}

void Renderer::end(Voice& voice) noexcept {
    if (voice.over.load(std::memory_order_relaxed)) return;
    voice.over.store(true, std::memory_order_release);
    count(link_.ended, 1);
}

void Renderer::start_due(Index until) noexcept {
    while (Voice* const next = waiting_.take_before(until)) {
        Voice& voice = *next;
        if (voice.over.load(std::memory_order_relaxed)) {
            link_.finished.push(&voice);
            continue;
        }
        if (voice.onset < now_) {
            count(link_.late, 1);
            voice.onset = now_;
        }
        voice.sounding = true;
        sounding_.push_back(&voice);
    }
}

void Renderer::advance(Index n) noexcept {
    for (float* column : columns_) std::fill_n(column, n, 0.0f);
    receive_later();
    start_due(now_ + n);
    waiting_.queue_some(now_ + n);
    bool any_over = false;
    for (std::size_t i = 0; i < sounding_.size(); ++i) {
        if (i + ahead < sounding_.size()) __builtin_prefetch(sounding_[i + ahead], 1);
        Voice* const voice = sounding_[i];
        if (!voice->over.load(std::memory_order_relaxed)) mix(*voice, n);
        any_over |= voice->over.load(std::memory_order_relaxed);
    }
    for (Index c = 0; c < channels(); ++c) flush(c, n);
    if (any_over) drop_over(); // only after flush(), which still reads their samples
    finish_sum(n);
    now_ += n;
    link_.now.store(now_, std::memory_order_release);
}

void Renderer::drop_over() noexcept {
    std::size_t kept = 0;
    for (Voice* voice : sounding_) {
        if (voice->over.load(std::memory_order_relaxed))
            link_.finished.push(voice);
        else
            sounding_[kept++] = voice;
    }
    sounding_.resize(kept);
}

void Renderer::mix(Voice& voice, Index n) noexcept {
    if (voice.sound->insert) return mix_with_insert(voice, n);
    std::array<float, MixerCore::max_block> gains;
    Sound& sound = *voice.sound;
    Index offset = std::max<Index>(voice.onset - now_, 0);
    const Index rows = sound.rows();
    const Index first = sound.source ? now_ + offset - voice.onset : 0; // of the rows in sound.samples
    if (sound.source) {
        SigMap block = sound.samples.write();
        sound.source->process(SigMap(block.data(), std::min(n - offset, rows - first), block.cols(),
                                     Eigen::OuterStride<>(block.outerStride())));
    }
    while (offset < n) {
        const Index position = now_ + offset - voice.onset;
        Index run = std::min(n - offset, rows - position);
        const bool moving = voice.gain.moving();
        if (moving) {
            run = std::min<Index>(run, voice.gain.left());
            voice.gain.fill(gains.data(), run);
        }
        add_run(voice, sound.samples, position - first, offset, run, moving ? gains.data() : nullptr, n);
        offset += run;
        const bool through = position + run == rows;
        if (through && voice.loop) voice.onset += rows;
        if ((through && !voice.loop) || (voice.stopping && !voice.gain.moving())) return end(voice);
    }
}

// The samples, and zeros where there are none any more, go through the effect and then to the sum.
void Renderer::mix_with_insert(Voice& voice, Index n) noexcept {
    Sound& sound = *voice.sound;
    const Index rows = sound.rows(), offset = std::max<Index>(voice.onset - now_, 0);
    // An endless source has more frames than can be added to a tail.
    const Index left = std::min(rows - (now_ + offset - voice.onset), MixerCore::latest_onset) + sound.tail;
    const Index count = voice.loop ? n - offset : std::min(n - offset, left);
    SigMap piece = sound.piece.write(); // nobody else has it
    const Eigen::OuterStride<> stride(piece.outerStride());
    for (Index done = 0, run = 0; done < count; done += run) {
        const Index position = now_ + offset + done - voice.onset;
        const bool sounds = position < rows;
        run = sounds ? std::min(count - done, rows - position) : count - done;
        if (sounds && sound.source)
            sound.source->process(SigMap(piece.data() + done, run, piece.cols(), stride));
        else
            for (Index c = 0; c < piece.cols(); ++c) {
                float* const to = piece.col(c).data() + done;
                if (sounds)
                    std::copy_n(sound.samples.channel(c) + position, run, to);
                else
                    std::fill_n(to, run, 0.0f);
            }
        if (voice.loop && position + run == rows) voice.onset += rows;
    }
    try {
        sound.insert(SigMap(piece.data(), count, piece.cols(), stride));
    } catch (...) {
        report_failure();
        return end(voice);
    }
    std::array<float, MixerCore::max_block> gains;
    for (Index done = 0, run = 0; done < count; done += run) {
        run = count - done;
        const bool moving = voice.gain.moving();
        if (moving) {
            run = std::min<Index>(run, voice.gain.left());
            voice.gain.fill(gains.data(), run);
        }
        add_run(voice, sound.piece, done, offset + done, run, moving ? gains.data() : nullptr, n);
        if (voice.stopping && !voice.gain.moving()) return end(voice);
    }
    if (!voice.loop && count == left) end(voice);
}

void Renderer::add_run(const Voice& voice, const storage::Samples& samples, Index position, Index offset,
                       Index n, const float* gains, Index block) noexcept {
    const Index heard = std::min(samples.cols(), channels() - voice.out);
    for (Index c = 0; c < heard; ++c) {
        const float* x = samples.channel(c) + position;
        const Index to = voice.out + c;
        Lanes& lanes = lanes_[static_cast<std::size_t>(to)];
        if (gains == nullptr && n == block) {
            const auto lane = static_cast<std::size_t>(lanes.count++);
            lanes.x[lane] = x;
            lanes.gain[lane] = voice.gain.to;
            if (lanes.count == lane_size) flush(to, block);
            continue;
        }
        flush(to, block);
        if (gains == nullptr)
            simd::add_scaled(x, voice.gain.to, column(to) + offset, n);
        else
            simd::add_products(x, gains, column(to) + offset, n);
    }
}

void Renderer::flush(Index c, Index n) noexcept {
    Lanes& lanes = lanes_[static_cast<std::size_t>(c)];
    if (lanes.count == lane_size)
        accumulate_lanes(column(c), lanes.x.data(), lanes.gain.data(), n);
    else
        for (std::size_t i = 0; i < static_cast<std::size_t>(lanes.count); ++i)
            simd::add_scaled(lanes.x[i], lanes.gain[i], column(c), n);
    lanes.count = 0;
}

void Renderer::run_insert(Index n) noexcept {
    try {
        (*insert_)(SigMap(columns_[0], n, channels(), Eigen::OuterStride<>(block_stride_)));
    } catch (...) {
        insert_runs_ = false;
        for (float* column : columns_) std::fill_n(column, n, 0.0f);
        report_failure();
    }
}

// Hands what an effect has just thrown to the controlling thread.
void Renderer::report_failure() noexcept {
    if (link_.insert_failed.load(std::memory_order_acquire)) return; // the one before is still to be told
    link_.insert_failure = std::current_exception();
    link_.insert_failed.store(true, std::memory_order_release);
}

void Renderer::finish_sum(Index n) noexcept {
    if (insert_runs_) run_insert(n);
    std::array<float, MixerCore::max_block> gains;
    const Index moving = std::min<Index>(n, gain_.left());
    if (moving > 0) {
        gain_.fill(gains.data(), moving);
        std::fill(gains.begin() + moving, gains.begin() + n, gain_.to);
    }
    Index over = 0;
    for (float* column : columns_) {
        if (moving > 0)
            simd::multiply(column, gains.data(), column, n);
        else if (gain_.to != 1)
            simd::scale(column, gain_.to, column, n);
        over += count_over(column, n);
    }
    if (over > 0) count(link_.over, static_cast<std::uint64_t>(over));
}

} // namespace pya::mixer
