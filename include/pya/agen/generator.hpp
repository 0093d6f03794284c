// SPDX-License-Identifier: MIT
/// @file
/// The class Agen. Include pya/agen.hpp, which has the generators of namespace pya::gen, too.
#ifndef PYA_AGEN_GENERATOR_HPP
#define PYA_AGEN_GENERATOR_HPP

#include <pya/export.hpp>

#include <pya/storage/samples.hpp>
#include <pya/units.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace pya {

class Acurve;
class Afeature;
class Asig;
struct PlayOptions;
namespace gen::impl {
struct Node;
}
namespace detail {
PYA_EXPORT const PlayOptions& play_defaults(); ///< the options as they are by default
}

/// How Agen::render() renders.
struct AgenOptions {
    std::optional<int> sr =
        {};           ///< in Hz; if left out, that of the signals and effects in the generator, or 44100
    Seconds from = 0; ///< where in the generator it begins
};

/// A sound that is not computed yet: a graph of oscillators, envelopes, filters, signals and numbers.
///
///     Agen tone = gen::sine(400 + 30 * gen::sine(5)) * gen::adsr({.att = 0.01, .rel = 0.2});
///     Asig sig = tone.render(2_s);
///     server.play(tone.lasting(2_s));
///
/// Wherever a parameter of a generator is an Agen, a number may be given, a signal, a curve through points, a
/// measured feature or another generator. A graph never changes, so copies share it and take constant time,
/// and any thread may use it. Whoever renders or plays it gets a state of its own, at the beginning. The same
/// graph gives the same bits in every place and for every block size.
///
/// An expression ends when the first of its parts ends. What shall go on says what follows: then(), hold() or
/// loop(); and gen::mix() ends with its last part. Samples are computed in double and rounded to float at the
/// end. A part with one channel goes to all channels of the others.
class PYA_EXPORT Agen {
public:
    /// A constant, which must be finite (ArgumentError).
    Agen(double value);
    /// The samples of a signal, at whose rate the generator is rendered; it ends with the signal. gen::play()
    /// plays a signal at any rate.
    Agen(const Asig& sig);
    /// A curve in time, whose last value holds.
    Agen(const Acurve& curve);
    /// Measured values on straight lines between the frames, a channel for each column; the first and the
    /// last value hold. Lines pass over NaN; a column of nothing else is 0.
    Agen(const Afeature& feature);

    /// In seconds; infinity if it never ends.
    double duration() const;
    Index channels() const; ///< how many channels

    /// This generator, and after its end another one, which begins then. `then(0)` is silence. Something
    /// endless stays as it is. Throws ArgumentError unless the channels agree or are one.
    Agen then(const Agen& next) const;
    /// This generator, whose last value holds.
    Agen hold() const;
    /// This generator, which begins again at its end.
    Agen loop() const;
    /// At most that long. An adsr() in it that has no length of its own is released in time, so that it ends
    /// then. Throws ArgumentError for a negative or infinite time.
    Agen lasting(Seconds dur) const;

    /// A function of each value, which must give the same for the same value, and must not throw, allocate or
    /// wait, because it is called by the audio callback.
    Agen apply(std::function<double(double)> f) const;

    /// That many seconds as a signal: as lasting(dur), then silence. Throws ArgumentError for a negative
    /// time, for a rate that isn't that of the signals in the generator, and for a constant frequency at
    /// half of the rate or above.
    Asig render(Seconds dur, const AgenOptions& options = {}) const;
    /// All of it. Throws ArgumentError if it is endless.
    Asig render(const AgenOptions& options = {}) const;

    /// Plays through a server, by default the one of startup(), from the beginning. Throws DeviceError if
    /// there is none, and what Aserver::play() does.
    const Agen& play(const PlayOptions& options = detail::play_defaults()) const; // <pya/aserver.hpp>

    /// Value by value; of signals, curves and features, too, if one side is a generator. Throws ArgumentError
    /// unless the channels agree or one side has one, and unless the rates of the signals agree.
    PYA_EXPORT friend Agen operator+(const Agen& a, const Agen& b);
    PYA_EXPORT friend Agen operator-(const Agen& a, const Agen& b);
    PYA_EXPORT friend Agen operator*(const Agen& a, const Agen& b);
    PYA_EXPORT friend Agen operator/(const Agen& a, const Agen& b);
    PYA_EXPORT friend Agen operator+(const Agen& a, const Asig& b);
    PYA_EXPORT friend Agen operator-(const Agen& a, const Asig& b);
    PYA_EXPORT friend Agen operator*(const Agen& a, const Asig& b);
    PYA_EXPORT friend Agen operator/(const Agen& a, const Asig& b);
    PYA_EXPORT friend Agen operator+(const Asig& a, const Agen& b);
    PYA_EXPORT friend Agen operator-(const Asig& a, const Agen& b);
    PYA_EXPORT friend Agen operator*(const Asig& a, const Agen& b);
    PYA_EXPORT friend Agen operator/(const Asig& a, const Agen& b);
    /// The negative of each value.
    Agen operator-() const;

    /// What it is made of, for the functions that make generators.
    explicit Agen(std::shared_ptr<const gen::impl::Node> node);
    const std::shared_ptr<const gen::impl::Node>& node() const { return node_; } ///< the same

private:
    std::shared_ptr<const gen::impl::Node> node_;
};

} // namespace pya

#endif
