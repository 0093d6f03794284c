// SPDX-License-Identifier: MIT
// The part of the mixer that renders. After the constructor nothing here allocates, locks, throws or waits.
#ifndef PYA_SRC_MIXER_RENDERER_HPP
#define PYA_SRC_MIXER_RENDERER_HPP

#include "mixer/accumulate.hpp"
#include "mixer/link.hpp"
#include "mixer/waiting_voices.hpp"

#include <array>
#include <vector>

namespace pya::mixer {

class Renderer {
public:
    Renderer(Link& link, Index channels, std::size_t capacity, double gain);

    /// Executes the commands that have arrived.
    void receive() noexcept;
    /// Mixes the next n <= max_block frames.
    void advance(Index n) noexcept;
    /// One channel of what advance() has mixed.
    const float* plane(Index c) const { return block_.channel(c); }
    Index channels() const { return block_.cols(); }
    /// The effect in use, which the renderer owns.
    Insert* insert() const { return insert_; }

private:
    // Whole blocks of constant gain that are still to be added to one channel.
    struct Lanes {
        Index count = 0;
        std::array<const float*, lane_size> x{};
        std::array<float, lane_size> gain{};
    };

    void execute(const Command& command) noexcept;
    void stop_all(std::int32_t ramp) noexcept;
    void receive_later() noexcept;
    void enqueue(Voice& voice) noexcept;
    void start_due(Index until) noexcept;
    void mix(Voice& voice, Index n) noexcept;
    void mix_with_insert(Voice& voice, Index n) noexcept;
    void add_run(const Voice& voice, const storage::Samples& samples, Index position, Index offset, Index n,
                 const float* gains, Index block) noexcept;
    void flush(Index c, Index n) noexcept;
    void drop_over() noexcept;
    void finish_sum(Index n) noexcept;
    void run_insert(Index n) noexcept;
    void report_failure() noexcept;
    void end(Voice& voice) noexcept;
    void discard_some() noexcept;
    float* column(Index c) { return columns_[static_cast<std::size_t>(c)]; }

    Link& link_;
    storage::Samples block_;
    Index block_stride_ = 0;
    std::vector<float*> columns_;
    std::vector<Lanes> lanes_;
    WaitingVoices waiting_;
    std::vector<Voice*> discarded_; // voices that were stopped before their onset; a few of them are given
                                    // back with each block
    std::vector<Voice*> sounding_;
    Voice* later_ = nullptr; // the rest of a chain
    Index later_shift_ = 0;  // by how many frames this chain is moved
    std::uint64_t stopped_before_ = 0;
    Ramp gain_;
    Insert* insert_ = nullptr;
    bool insert_runs_ = false; // it is none that is empty or has thrown
    Index now_ = 0;
    std::uint64_t seen_ = 0;
};

} // namespace pya::mixer

#endif
