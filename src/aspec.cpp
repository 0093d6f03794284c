// SPDX-License-Identifier: MIT
#include <pya/aspec.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/rate/interpolate.hpp>
#include <pya/storage/pool.hpp>

#include <array>
#include <cstdio>
#include <ostream>
#include <utility>

namespace pya {
namespace {

Eigen::ArrayXXcd transform(const Asig& sig) {
    if (sig.samples() == 0) detail::fail("Aspec: the signal has no samples; it must have at least 1");
    const storage::Temporary<double> memory(static_cast<std::size_t>(sig.samples() * sig.channels()));
    Eigen::Map<Eigen::ArrayXXd> samples(memory.data(), sig.samples(), sig.channels());
    samples = sig.sig().cast<double>();
    return dsp::rfft(samples);
}

AspecOptions described(const Asig& sig, const AspecOptions& options) {
    return {.sr = sig.sr(),
            .label = (options.label.empty() ? sig.label() : options.label) + "_spec",
            .cn = options.cn.empty() ? sig.cn() : options.cn};
}

} // namespace

Aspec::Aspec(Eigen::ArrayXXcd bins, Index samples, const AspecOptions& options)
    : rfftspec_(std::move(bins)), samples_(samples), sr_(options.sr), label_(options.label), cn_(options.cn) {
    if (sr_ < 1) detail::fail("Aspec: sr is ", sr_, "; it must be at least 1 Hz");
    if (rfftspec_.cols() < 1) detail::fail("Aspec: there is no channel; there must be at least 1");
    if (samples_ < 1 || rfftspec_.rows() != samples_ / 2 + 1)
        detail::fail("Aspec: ", rfftspec_.rows(), " bins don't belong to a signal of ", samples_, " samples");
    for (Index c = 0; cn_.empty() && c < channels(); ++c) cn_.push_back(std::to_string(c));
    while (options.cn.empty() && static_cast<Index>(cn_.size()) < channels())
        cn_.push_back(std::to_string(cn_.size()));
    if (static_cast<Index>(cn_.size()) != channels())
        detail::fail("Aspec: cn has ", cn_.size(), " names for ", channels(), " channels");
}

Aspec::Aspec(const Asig& sig, const AspecOptions& options)
    : Aspec(transform(sig), sig.samples(), described(sig, options)) {}

Aspec Aspec::of_bins(Eigen::ArrayXXcd bins, const AspecOptions& options) {
    const Index samples = options.samples.value_or(2 * (bins.rows() - 1));
    return {std::move(bins), samples, options};
}

Eigen::ArrayXd Aspec::freqs() const {
    return Eigen::ArrayXd::LinSpaced(nr_freqs(), 0, static_cast<double>(nr_freqs() - 1)) * sr_ /
           static_cast<double>(samples_);
}

Eigen::ArrayXXd Aspec::magnitude() const { return rfftspec_.abs(); }

Eigen::ArrayXXd Aspec::phase() const { return rfftspec_.arg(); }

Eigen::ArrayXXd Aspec::db() const { return 20 * rfftspec_.abs().log10(); }

Asig Aspec::to_sig() const {
    storage::Samples sig = storage::Samples::uninitialised(samples_, channels());
    sig.write() = dsp::irfft(rfftspec_, samples_).cast<float>();
    return Asig(std::move(sig), {.sr = sr_, .label = label_ + "_2sig", .cn = cn_});
}

Aspec Aspec::weight(const std::vector<double>& weights, const std::vector<double>& freqs,
                    WeightOptions options) const {
    if (weights.empty()) detail::fail("Aspec::weight: there are no weights");
    if (!freqs.empty() && freqs.size() != weights.size())
        detail::fail("Aspec::weight: ", freqs.size(), " frequencies for ", weights.size(), " weights");
    for (std::size_t i = 1; i < freqs.size(); ++i)
        if (!(freqs[i - 1] < freqs[i]))
            detail::fail("Aspec::weight: the frequency ", freqs[i], " Hz follows ", freqs[i - 1],
                         " Hz; they must ascend");

    Eigen::ArrayXd gains;
    if (freqs.empty() && static_cast<Index>(weights.size()) == nr_freqs()) {
        gains = Eigen::Map<const Eigen::ArrayXd>(weights.data(), nr_freqs());
    } else {
        const double nyquist = static_cast<double>(sr_) / 2;
        std::vector<double> x = freqs;
        std::vector<double> y = weights;
        for (std::size_t i = 0; x.size() < y.size(); ++i)
            x.push_back(y.size() == 1 ? 0
                                      : this->freqs()(nr_freqs() - 1) * static_cast<double>(i) /
                                            static_cast<double>(y.size() - 1));
        if (x.front() > 0) {
            x.insert(x.begin(), 0);
            y.insert(y.begin(), y.front());
        }
        if (!freqs.empty() && x.back() < nyquist) {
            x.push_back(nyquist);
            y.push_back(y.back());
        }
        gains = dsp::Interpolator(x, y, options.kind)(this->freqs());
    }
    Aspec result = *this;
    result.rfftspec_.colwise() *= gains.pow(options.curve).cast<std::complex<double>>();
    result.label_ += "_weighted";
    return result;
}

void Aspec::check_alike(const char* operation, const Aspec& other) const {
    if (sr_ != other.sr_ || samples_ != other.samples_ || channels() != other.channels())
        detail::fail("Aspec::", operation, ": the spectra are of ", channels(), " x ", samples_, " @ ", sr_,
                     " Hz and ", other.channels(), " x ", other.samples_, " @ ", other.sr_, " Hz");
}

Aspec& Aspec::operator+=(const Aspec& other) {
    check_alike("operator+", other);
    rfftspec_ += other.rfftspec_;
    return *this;
}

Aspec& Aspec::operator-=(const Aspec& other) {
    check_alike("operator-", other);
    rfftspec_ -= other.rfftspec_;
    return *this;
}

Aspec& Aspec::operator*=(const Aspec& other) {
    check_alike("operator*", other);
    rfftspec_ *= other.rfftspec_;
    return *this;
}

Aspec& Aspec::operator/=(const Aspec& other) {
    check_alike("operator/", other);
    rfftspec_ /= other.rfftspec_;
    return *this;
}

Aspec& Aspec::operator*=(std::complex<double> factor) {
    rfftspec_ *= factor;
    return *this;
}

Aspec& Aspec::operator/=(std::complex<double> divisor) {
    rfftspec_ /= divisor;
    return *this;
}

Aspec operator+(Aspec a, const Aspec& b) { return std::move(a += b); }
Aspec operator-(Aspec a, const Aspec& b) { return std::move(a -= b); }
Aspec operator*(Aspec a, const Aspec& b) { return std::move(a *= b); }
Aspec operator/(Aspec a, const Aspec& b) { return std::move(a /= b); }
Aspec operator*(Aspec a, std::complex<double> b) { return std::move(a *= b); }
Aspec operator*(std::complex<double> a, Aspec b) { return std::move(b *= a); }
Aspec operator/(Aspec a, std::complex<double> b) { return std::move(a /= b); }

std::string Aspec::repr() const {
    std::array<char, 32> seconds{};
    std::snprintf(seconds.data(), seconds.size(), "%.3f", dur());
    std::ostringstream out;
    out << "Aspec('" << label_ << "'): " << channels() << " x " << samples_ << " @ " << sr_
        << " Hz = " << seconds.data() << " s";
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Aspec& spec) { return out << spec.repr(); }

Aspec Asig::to_spec() const { return Aspec(*this); }

} // namespace pya
