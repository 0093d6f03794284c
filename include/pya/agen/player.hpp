// SPDX-License-Identifier: MIT
/// @file
/// Runs a generator block by block.
#ifndef PYA_AGEN_PLAYER_HPP
#define PYA_AGEN_PLAYER_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>
#include <pya/dsp/kernel.hpp>

#include <memory>
#include <optional>

namespace pya::gen {

/// How a Player runs.
struct PlayerOptions {
    std::optional<int> sr =
        {}; ///< in Hz; if left out, that of the signals and effects in the generator, or 44100
    std::optional<Seconds> dur = {}; ///< at most that long, as Agen::lasting()
};

/// The state of a generator that sounds: a Source of float and double. A generator may have any number of
/// them. After construction nothing allocates, locks or throws (unless a block has another number of
/// channels), and any split into blocks gives the same bits.
///
///     gen::Player player(tone, {.sr = 48000});
///     std::vector<float> block(256);
///     player.process(block);
class PYA_EXPORT Player {
public:
    /// Throws ArgumentError as Agen::render() does.
    explicit Player(const Agen& generator, const PlayerOptions& options = {});
    ~Player();
    Player(Player&&) noexcept;
    Player& operator=(Player&&) noexcept;

    /// Writes the next samples, and silence after the end. Returns how many came before the end. Throws
    /// ArgumentError for another number of channels.
    Index process(dsp::Block<float> out);
    Index process(dsp::Block<double> out);

    int sr() const;         ///< in Hz
    Index channels() const; ///< how many channels
    /// How many samples there are from the beginning to the end; endless if it has none.
    Index frames() const;
    static constexpr Index endless = dsp::endless; ///< see frames()

    /// Back to the beginning.
    void reset();
    /// Goes to a time, with the state that playing from the beginning until then would have, which takes as
    /// long as computing it. Throws ArgumentError for a negative or infinite time.
    void seek(Seconds time);

    static constexpr Index latency() { return 0; } ///< nothing is late
    static constexpr Index tail() { return 0; }    ///< there is no input that could end

private:
    template <class T>
    Index write(dsp::Block<T> out);

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace pya::gen

#endif
