// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/memory.hpp>

#include "asig/moved_events.hpp"
#include "asig/sizes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya {
namespace {

// Channels that are weighted sums of others: gains are outputs x inputs. A gain of NaN means that the input
// is left out. A gain of 0 is a gain like others: as in gain(0), finite samples become 0, and all others NaN.
using Gains = Eigen::ArrayXXd;
constexpr double unconnected = std::numeric_limits<double>::quiet_NaN();

auto shared_names(std::vector<std::string> names) {
    return std::make_shared<const std::vector<std::string>>(std::move(names));
}

const auto& left_and_right() {
    static const auto names = shared_names({"l", "r"});
    return names;
}

Eigen::Map<const Eigen::Array<double, 1, Eigen::Dynamic>> as_row(const std::vector<double>& values) {
    return {values.data(), static_cast<Index>(values.size())};
}

storage::Samples mixed(const ConstSigMap& in, const Gains& gains) {
    storage::Samples result = storage::Samples::uninitialised(in.rows(), gains.rows());
    if (in.rows() == 0) return result;
    SigMap out = result.write();
    dsp::mix_channels(in, gains.isNaN().select(0, gains), out);
    for (Index i = 0; i < gains.cols(); ++i) {
        if ((gains.col(i) != 0).all() || in.col(i).allFinite()) continue;
        for (Index o = 0; o < gains.rows(); ++o)
            if (gains(o, i) == 0) out.col(o) += in.col(i) * 0;
    }
    return result;
}

} // namespace

Asig Asig::mono(const std::vector<double>& blend) const {
    const Index n = channels();
    if (!blend.empty() && static_cast<Index>(blend.size()) != n)
        detail::fail("Asig::mono: blend has ", blend.size(), " weights for ", n, " channels");
    Gains gains = Gains::Constant(1, n, 1.0 / static_cast<double>(n));
    if (!blend.empty()) gains.row(0) = as_row(blend);
    const auto loudest = blend.empty() ? 0 : std::max_element(blend.begin(), blend.end()) - blend.begin();
    return Asig(mixed(samples_.view(), gains), sr_, label_ + "_blended",
                shared_names({cn()[static_cast<std::size_t>(loudest)]}), events_);
}

Asig Asig::stereo(const std::vector<double>& blend) const {
    const Index n = channels();
    if (!blend.empty() && (blend.size() != 2 || n > 2))
        detail::fail("Asig::stereo: blend has ", blend.size(), " weights for ", n,
                     " channels; it takes two for up to two channels, and one list a side for more");
    const std::vector<double> side = blend.empty() ? std::vector<double>{1, 1} : blend;
    Gains gains(2, n);
    if (n == 1)
        gains << side[0], side[1];
    else if (n == 2)
        gains << side[0], unconnected, unconnected, side[1];
    else
        gains.setConstant(1.0 / static_cast<double>(n));
    return Asig(mixed(samples_.view(), gains), sr_, label_ + "_to_stereo", left_and_right(), events_);
}

Asig Asig::stereo(const std::vector<double>& left, const std::vector<double>& right) const {
    const Index n = channels();
    if (static_cast<Index>(left.size()) != n || static_cast<Index>(right.size()) != n)
        detail::fail("Asig::stereo: ", left.size(), " weights left and ", right.size(), " right for ", n,
                     " channels");
    Gains gains(2, n);
    gains.row(0) = as_row(left);
    gains.row(1) = as_row(right);
    return Asig(mixed(samples_.view(), gains), sr_, label_ + "_to_stereo", left_and_right(), events_);
}

Asig Asig::rewire(const std::vector<Route>& routes) const {
    Index outputs = channels();
    for (const Route& route : routes) {
        if (route.wire.src < 0 || route.wire.src >= channels())
            detail::fail("Asig::rewire: source ", route.wire.src, " of ", channels(), " channels");
        if (route.wire.dst < 0 || route.wire.dst >= detail::most_channels)
            detail::fail("Asig::rewire: destination ", route.wire.dst, "; it must be between 0 and ",
                         detail::most_channels - 1);
        outputs = std::max(outputs, route.wire.dst + 1);
    }
    return detail::within_memory("Asig::rewire", [&] {
        Gains gains = Gains::Constant(outputs, channels(), unconnected);
        for (Index c = 0; c < channels(); ++c) gains(c, c) = 1;
        for (const Route& route : routes) {
            gains.row(route.wire.dst).setConstant(unconnected);
            gains(route.wire.dst, route.wire.src) = route.gain;
        }
        std::vector<std::string> names = cn();
        names.resize(static_cast<std::size_t>(outputs), "unnamed");
        return Asig(mixed(samples_.view(), gains), sr_, label_ + "_rewire", shared_names(std::move(names)),
                    events_);
    });
}

Asig Asig::pan2(double pan) const {
    if (!(pan >= -1 && pan <= 1)) detail::fail("Asig::pan2: pan is ", pan, "; it must be between -1 and 1");
    const double angle = (pan + 1) / 2 * (EIGEN_PI / 2);
    Gains gains = Gains::Constant(2, channels(), unconnected);
    gains(0, 0) = std::cos(angle);
    gains(1, channels() == 1 ? 0 : 1) = std::sin(angle);
    return Asig(mixed(samples_.view(), gains), sr_, label_ + "_pan2ed",
                channels() == 1   ? left_and_right()
                : channels() == 2 ? cn_
                                  : shared_names({cn()[0], cn()[1]}),
                events_);
}

Asig Asig::shift_channel(Index shift) const {
    if (shift <= -channels())
        detail::fail("Asig::shift_channel: a shift of ", shift, " leaves none of ", channels(), " channels");
    if (shift > detail::most_channels - channels())
        detail::fail("Asig::shift_channel: a shift of ", shift, " makes more than ", detail::most_channels,
                     " channels");
    std::vector<std::string> names = cn();
    const auto routed = [&](storage::Samples samples) {
        return Asig(std::move(samples), sr_, label_ + "_routed", shared_names(std::move(names)), events_);
    };
    if (shift <= 0) {
        names.erase(names.begin(), names.begin() - shift);
        return routed(samples_.block(0, samples(), -shift, channels() + shift));
    }
    names.insert(names.begin(), static_cast<std::size_t>(shift), "unnamed");
    storage::Samples result = storage::Samples::uninitialised(samples(), channels() + shift);
    SigMap out = result.write();
    out.leftCols(shift).setZero();
    if (samples() > 0) out.rightCols(channels()) = samples_.view();
    return routed(std::move(result));
}

Asig Asig::flatten() const {
    storage::Samples result = storage::Samples::uninitialised(samples() * channels(), 1);
    using Interleaved = Eigen::Map<Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;
    if (samples() > 0) Interleaved(result.write().data(), samples(), channels()) = samples_.view();
    Asig flat(std::move(result), {.sr = sr_});
    flat.label_ = label_ + "_flattened";
    flat.events_ =
        detail::moved(events_, samples(), flat.samples(), [&](Index at) { return at * channels(); });
    return flat;
}

} // namespace pya
