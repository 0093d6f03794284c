// SPDX-License-Identifier: MIT
/// @file
/// Recursive filters: direct form II transposed, state and arithmetic in double whatever the samples are
/// (scipy.signal.sosfilt, lfilter, sosfiltfilt, filtfilt). Signals are samples x channels, float or double.
///
/// All of these functions run an unstable filter as it is, and its output grows to infinity and NaN. A NaN or
/// an infinity in the input stays in the state, so every later sample of that channel is NaN or infinite.
/// Denormal values (below 1.2e-38 in float and 2.2e-308 in double) count as 0, so that a decaying tail never
/// slows the filter down.
#ifndef PYA_DSP_IIR_FILTER_HPP
#define PYA_DSP_IIR_FILTER_HPP

#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace pya::dsp {

/// A signal of samples x channels.
template <class Scalar>
using Signal = Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

/// One biquad, normalised to a0 = 1.
struct Biquad {
    double b0; ///< of the numerator, for no delay
    double b1; ///< for one sample of delay
    double b2; ///< for two samples of delay
    double a1; ///< of the denominator, for one sample of delay
    double a2; ///< for two samples of delay
};

/// A cascade of second-order sections over `channels` channels, block by block. Any split into blocks gives
/// the same bits, and a channel has the same bits whatever other channels there are: each sample is computed
/// by the operations of scipy.signal.sosfilt in their order. process() never allocates, locks or throws for
/// blocks of the right shape.
///
///     const auto design = dsp::iirfilter(std::array{900.}, {.btype = dsp::Btype::lowpass, .fs = sr});
///     dsp::SosFilter lowpass(design.sos());
///     lowpass.process(block, block); // for each block
///     lowpass.reset();               // before another signal
class PYA_DSP_EXPORT SosFilter {
public:
    /// @param sos one section a row; scaled to a0 = 1. @param channels >= 1.
    /// @throws ArgumentError for no section, a0 = 0, coefficients that aren't finite, or channels < 1.
    explicit SosFilter(const Eigen::Ref<const Sos>& sos, Index channels = 1);

    /// Filters a block into y, which may be x itself. @throws ArgumentError when x or y has another number of
    /// channels than the filter or y another shape than x.
    void process(Block<const float> x, Block<float> y);
    void process(Block<const double> x, Block<double> y);

    /// Back to silence.
    void reset();

    static constexpr Index latency() { return 0; }    ///< no delay, except the phase of the filter itself
    static constexpr Index tail() { return endless; } ///< it decays without an end

    Index channels() const { return channels_; }                    ///< how many channels
    const std::vector<Biquad>& biquads() const { return biquads_; } ///< the sections as they run
    /// How many sections there are.
    Index sections() const { return static_cast<Index>(biquads_.size()); }

    /// The state: the two delays of section s in rows 2s and 2s + 1, with a column for each channel.
    Eigen::ArrayXXd state() const {
        Eigen::ArrayXXd delays(2 * sections(), channels());
        state_into(delays);
        return delays;
    }
    /// Writes state() into memory of the caller's of the same shape.
    void state_into(Block<double> state) const;
    /// Sets the state, from which the filter goes on. @throws ArgumentError when the shape isn't state()'s.
    void set_state(const Eigen::Ref<const Eigen::ArrayXXd>& state);

private:
    template <class Scalar>
    void run(Block<const Scalar> x, Block<Scalar> y);
    void check_state(const char* function, Index rows, Index columns) const;
    std::size_t state_index(Index row, Index channel) const;

    std::vector<Biquad> biquads_;
    impl::ChannelCount channels_;
    std::vector<double> state_; // per group of channels: section, delay, lane
};

namespace impl {

using Coefficients = Block<const double>;
/// From where a filter starts, and where it leaves its last state; without one it starts from silence.
using FilterState = std::optional<Block<double>>;

PYA_DSP_EXPORT void sosfilt_zi(const Eigen::Ref<const Sos>& sos, Block<double> zi);
PYA_DSP_EXPORT void lfilter_zi(Coefficients b, Coefficients a, Block<double> zi);

template <class Scalar>
PYA_DSP_EXPORT void sosfilt(const Eigen::Ref<const Sos>& sos, Block<const Scalar> x, Block<Scalar> y,
                            FilterState state, int threads);
template <class Scalar>
PYA_DSP_EXPORT void lfilter(Coefficients b, Coefficients a, Block<const Scalar> x, Block<Scalar> y,
                            FilterState state);
template <class Scalar>
PYA_DSP_EXPORT void sosfiltfilt(const Eigen::Ref<const Sos>& sos, Block<const Scalar> x, Block<Scalar> y,
                                std::optional<Index> padlen, int threads);
template <class Scalar>
PYA_DSP_EXPORT void filtfilt(Coefficients b, Coefficients a, Block<const Scalar> x, Block<Scalar> y,
                             std::optional<Index> padlen);

inline FilterState state_in(Eigen::ArrayXXd* state) { return state ? FilterState(*state) : std::nullopt; }

/// A new signal of the shape of x, which `filter(in, out)` writes.
template <class Derived, class Filter>
Signal<typename Derived::Scalar> filtered(const Eigen::DenseBase<Derived>& x, const Filter& filter) {
    const Eigen::Ref<const Signal<typename Derived::Scalar>> in(x.derived());
    Signal<typename Derived::Scalar> out(x.rows(), x.cols());
    filter(in, out);
    return out;
}

} // namespace impl

/// The state of each section in the steady state of a unit step: scipy.signal.sosfilt_zi, as 2 sections
/// values.
/// @throws ArgumentError as SosFilter, and for a pole at z = 1, which has no steady state.
inline Eigen::ArrayXd sosfilt_zi(const Eigen::Ref<const Sos>& sos) {
    Eigen::ArrayXd zi(2 * sos.rows());
    impl::sosfilt_zi(sos, zi);
    return zi;
}

/// The same for b and a: scipy.signal.lfilter_zi, max(len(b), len(a)) - 1 values. @throws ArgumentError as
/// lfilter, and for a pole at z = 1.
inline Eigen::ArrayXd lfilter_zi(const Eigen::Ref<const Eigen::ArrayXd>& b,
                                 const Eigen::Ref<const Eigen::ArrayXd>& a) {
    Eigen::ArrayXd zi(std::max<Index>({b.size() - 1, a.size() - 1, 0}));
    impl::lfilter_zi(b, a, zi);
    return zi;
}

/// Filters a whole signal with second-order sections into y (x's shape; may be x itself).
///
/// A signal of doubles gets the bits of SosFilter. A long signal of floats is cut into parts, one for each
/// SIMD lane. Each part starts early enough for its state to have settled, and after each cut the serial
/// filter runs until its float samples are those of the lane. This gives the float samples of SosFilter, but
/// it isn't proven to the last bit, so SosFilter itself does not do so.
/// @param state initial state as SosFilter::state(), replaced by the final one; null: from silence.
/// @param threads how many threads may share the channels, eight channels at a time; the bits are the same.
/// @throws ArgumentError as SosFilter, for a state of the wrong shape and for threads < 1.
template <class Scalar>
void sosfilt_into(const Eigen::Ref<const Sos>& sos, Block<const Scalar> x, Block<Scalar> y,
                  Eigen::ArrayXXd* state = nullptr, int threads = 1) {
    impl::sosfilt<Scalar>(sos, x, y, impl::state_in(state), threads);
}

/// sosfilt_into a new signal.
template <class Derived>
Signal<typename Derived::Scalar> sosfilt(const Eigen::Ref<const Sos>& sos, const Eigen::DenseBase<Derived>& x,
                                         Eigen::ArrayXXd* state = nullptr) {
    return impl::filtered(x, [&](const auto& in, auto& out) {
        impl::sosfilt<typename Derived::Scalar>(sos, in, out, impl::state_in(state), 1);
    });
}

/// Filters with numerator b and denominator a, in ascending delays, both divided by a[0]. For high orders and
/// for low or narrow bands use sosfilt, because this is not accurate there; see FilterDesign::b.
/// @param state max(len(b), len(a)) - 1 rows, one column a channel: initial, replaced by final; null: from
/// silence.
/// @throws ArgumentError for an empty b or a, a[0] = 0, coefficients that aren't finite, a state of the wrong
/// shape.
template <class Derived>
Signal<typename Derived::Scalar>
lfilter(const Eigen::Ref<const Eigen::ArrayXd>& b, const Eigen::Ref<const Eigen::ArrayXd>& a,
        const Eigen::DenseBase<Derived>& x, Eigen::ArrayXXd* state = nullptr) {
    return impl::filtered(x, [&](const auto& in, auto& out) {
        impl::lfilter<typename Derived::Scalar>(b, a, in, out, impl::state_in(state));
    });
}

/// Filters forward and then backward, so that phases cancel and the gain is squared, in double throughout,
/// into y (x's shape; may be x itself). At each end `padlen` samples are added by point reflection ("odd"),
/// and the state starts settled on the first of them. `padlen` defaults to 3 taps, taps = 2 sections + 1,
/// less the number of sections without a second-order zero or pole (the smaller of the two). With taps =
/// max(len(b), len(a)), it is filtfilt's.
/// @param threads how many threads may share the channels; the bits are the same.
/// @throws ArgumentError as sosfilt_zi, unless 0 <= padlen < samples, and for threads < 1. Without channels
/// nothing is done.
template <class Scalar>
void sosfiltfilt_into(const Eigen::Ref<const Sos>& sos, Block<const Scalar> x, Block<Scalar> y,
                      std::optional<Index> padlen = std::nullopt, int threads = 1) {
    impl::sosfiltfilt<Scalar>(sos, x, y, padlen, threads);
}

/// sosfiltfilt_into a new signal.
template <class Derived>
Signal<typename Derived::Scalar> sosfiltfilt(const Eigen::Ref<const Sos>& sos,
                                             const Eigen::DenseBase<Derived>& x,
                                             std::optional<Index> padlen = std::nullopt) {
    return impl::filtered(x, [&](const auto& in, auto& out) {
        impl::sosfiltfilt<typename Derived::Scalar>(sos, in, out, padlen, 1);
    });
}

/// sosfiltfilt for b and a; `padlen` defaults to 3 max(len(b), len(a)).
/// @throws ArgumentError as lfilter_zi, and unless 0 <= padlen < samples.
template <class Derived>
Signal<typename Derived::Scalar>
filtfilt(const Eigen::Ref<const Eigen::ArrayXd>& b, const Eigen::Ref<const Eigen::ArrayXd>& a,
         const Eigen::DenseBase<Derived>& x, std::optional<Index> padlen = std::nullopt) {
    return impl::filtered(x, [&](const auto& in, auto& out) {
        impl::filtfilt<typename Derived::Scalar>(b, a, in, out, padlen);
    });
}

} // namespace pya::dsp

#endif
