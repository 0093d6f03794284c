// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>

#include "asig/sizes.hpp"
#include "quoted.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ostream>

namespace pya {
namespace {

using Names = std::shared_ptr<const std::vector<std::string>>;

Names numbered(Index channels) {
    std::vector<std::string> names;
    for (Index c = 0; c < channels; ++c) names.push_back(std::to_string(c));
    return std::make_shared<const std::vector<std::string>>(std::move(names));
}

// The names of few channels are kept for ever, and not counted: copies of them are nothing but an address.
Names default_names(Index channels) {
    static const auto& few = *new const auto([] {
        std::array<Names, 17> table;
        for (std::size_t c = 0; c < table.size(); ++c) table[c] = numbered(static_cast<Index>(c));
        return table;
    }());
    if (channels >= static_cast<Index>(few.size())) return numbered(channels);
    return {Names(), few[static_cast<std::size_t>(channels)].get()};
}

Names checked_names(const std::vector<std::string>& cn, Index channels) {
    if (cn.empty()) return default_names(channels);
    if (static_cast<Index>(cn.size()) != channels)
        detail::fail("Asig: cn has ", cn.size(), " names for ", channels, " channels");
    return std::make_shared<const std::vector<std::string>>(cn);
}

int checked_sr(int sr) {
    if (sr < 1) detail::fail("Asig: sr is ", sr, "; it must be at least 1 Hz");
    return sr;
}

template <class T>
storage::Samples one_channel(std::span<const T> sig) {
    storage::Samples samples = storage::Samples::uninitialised(static_cast<Index>(sig.size()), 1);
    std::transform(sig.begin(), sig.end(), samples.write().data(), [](T x) { return static_cast<float>(x); });
    return samples;
}

} // namespace

storage::Samples Asig::silence(Index samples, const AsigOptions& options) {
    const Index channels = options.channels.value_or(1);
    if (samples < 0) detail::fail("Asig: ", samples, " samples of silence; it must be 0 or more");
    if (channels < 1 || channels > detail::most_channels)
        detail::fail("Asig: channels is ", channels, "; it must be between 1 and ", detail::most_channels);
    if (samples > detail::most_samples / channels)
        detail::fail("Asig: ", samples, " samples of ", channels, " channels are more than memory can hold");
    return storage::Samples::zeros(samples, channels);
}

Asig::Asig(const AsigOptions& options, storage::Samples samples)
    : samples_(std::move(samples)), sr_(checked_sr(options.sr)), label_(options.label) {
    if (samples_.cols() < 1) detail::fail("Asig: the samples have no channel; there must be at least 1");
    if (samples_.cols() > detail::most_channels)
        detail::fail("Asig: the samples have ", samples_.cols(), " channels; there must be at most ",
                     detail::most_channels);
    if (options.channels && *options.channels != samples_.cols())
        detail::fail("Asig: channels is ", *options.channels, " but the samples have ", samples_.cols());
    cn_ = checked_names(options.cn, samples_.cols());
}

Asig::Asig(storage::Samples samples, int sr, detail::Label label, Names cn, detail::EventList events)
    : samples_(std::move(samples)), sr_(sr), label_(std::move(label)), cn_(std::move(cn)),
      events_(std::move(events)) {}

Asig::Asig(const Asig& like, storage::Samples samples, std::string_view added)
    : samples_(std::move(samples)), sr_(like.sr_), label_(like.label_), cn_(like.cn_), events_(like.events_) {
    label_ += added;
}

storage::Samples Asig::samples_of(Seconds dur, const AsigOptions& options) {
    return silence(to_samples(dur, checked_sr(options.sr)), options);
}

storage::Samples Asig::samples_of(std::span<const float> sig, const AsigOptions&) { return one_channel(sig); }

storage::Samples Asig::samples_of(std::span<const double> sig, const AsigOptions&) {
    return one_channel(sig);
}

const std::vector<std::string>& Asig::unnamed() {
    static const Names names = default_names(1);
    return *names;
}

Asig& Asig::set_label(std::string label) {
    label_ = std::move(label);
    return *this;
}

Asig& Asig::set_cn(const std::vector<std::string>& cn) {
    cn_ = checked_names(cn, channels());
    return *this;
}

Asig& Asig::set_sr(int sr) {
    sr_ = checked_sr(sr);
    return *this;
}

Asig&& Asig::renamed(std::string_view added) {
    label_ += added;
    filter_.reset();
    taps_.reset();
    return std::move(*this);
}

std::string Asig::repr() const {
    std::array<char, 32> seconds{};
    std::snprintf(seconds.data(), seconds.size(), "%.3f", dur());
    std::ostringstream out;
    out << "Asig(" << detail::quoted(label()) << "): " << channels() << " x " << samples() << " @ " << sr_
        << "Hz = " << seconds.data() << "s cn=" << detail::quoted(cn());
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Asig& sig) { return out << sig.repr(); }

bool Asig::operator==(const Asig& other) const {
    return sr_ == other.sr_ && samples() == other.samples() && channels() == other.channels() &&
           (samples() == 0 || (samples_.view() == other.samples_.view()).all());
}

bool Asig::allclose(const Asig& other, const AllcloseOptions& options) const {
    if (!(options.rtol >= 0) || !(options.atol >= 0))
        detail::fail("Asig::allclose: rtol and atol are ", options.rtol, " and ", options.atol,
                     "; they must be 0 or more");
    if (sr_ != other.sr_ || samples() != other.samples() || channels() != other.channels()) return false;
    const auto close = [&](float x, float y) {
        if (x == y) return true;
        if (std::isnan(x) && std::isnan(y)) return options.equal_nan;
        const double a = x, b = y;
        return std::isfinite(b) && std::abs(a - b) <= options.atol + options.rtol * std::abs(b);
    };
    for (Index c = 0; c < channels(); ++c)
        if (!std::equal(samples_.channel(c), samples_.channel(c) + samples(), other.samples_.channel(c),
                        close))
            return false;
    return true;
}

void Asig::write_times(double* times) const {
    const double last = samples() == 0 ? 0 : static_cast<double>(samples() - 1) / sr_;
    Eigen::Map<Eigen::ArrayXd>(times, samples()) = Eigen::ArrayXd::LinSpaced(samples(), 0, last);
}

} // namespace pya
