// SPDX-License-Identifier: MIT
#include <pya/aspec.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/rate/interpolate.hpp>
#include <pya/memory.hpp>

#include "quoted.hpp"
#include "storage/pool_array.hpp"

#include <array>
#include <cstdio>
#include <ostream>
#include <utility>

namespace pya {

struct Aspec::Data {
    storage::PoolArray<Eigen::ArrayXXcd> bins = {};
    Index samples = 0;
    int sr = 44100;
    detail::Label label = {};
    std::vector<std::string> cn = {};
};

namespace {

storage::PoolArray<Eigen::ArrayXXcd> transform(const Asig& sig) {
    if (sig.samples() == 0) detail::fail("Aspec: the signal has no samples; it must have at least 1");
    return detail::within_memory("Aspec", [&] {
        storage::PoolArray<Eigen::ArrayXXd> samples(sig.samples(), sig.channels());
        samples.map() = sig.sig().cast<double>();
        storage::PoolArray<Eigen::ArrayXXcd> bins(sig.samples() / 2 + 1, sig.channels());
        dsp::impl::rfft(samples.map(), bins.map());
        return bins;
    });
}

std::vector<std::string> names_of(const std::vector<std::string>& given, Index channels) {
    if (!given.empty() && static_cast<Index>(given.size()) != channels)
        detail::fail("Aspec: cn has ", given.size(), " names for ", channels, " channels");
    std::vector<std::string> cn = given;
    for (Index c = 0; given.empty() && c < channels; ++c) cn.push_back(std::to_string(c));
    return cn;
}

} // namespace

Aspec::Aspec(const Asig& sig, const AspecOptions& options)
    : data_(std::make_unique<Data>(
          Data{.bins = transform(sig),
               .samples = sig.samples(),
               .sr = sig.sr(),
               .label = options.label.empty() ? sig.label_ + "_spec" : options.label,
               .cn = names_of(options.cn.empty() ? sig.cn() : options.cn, sig.channels())})) {
    if (options.samples && *options.samples != sig.samples())
        detail::fail("Aspec: samples is ", *options.samples, " but the signal has ", sig.samples());
}

Aspec::Aspec(Index bins, Index channels, const AspecOptions& options) {
    if (options.sr < 1) detail::fail("Aspec: sr is ", options.sr, "; it must be at least 1 Hz");
    if (channels < 1) detail::fail("Aspec: there is no channel; there must be at least 1");
    const Index samples = options.samples.value_or(2 * (bins - 1));
    if (samples < 1 || bins != samples / 2 + 1)
        detail::fail("Aspec: ", bins, " bins don't belong to a signal of ", samples, " samples");
    data_ = detail::within_memory("Aspec", [&] {
        return std::make_unique<Data>(Data{.bins = {bins, channels},
                                           .samples = samples,
                                           .sr = options.sr,
                                           .label = options.label,
                                           .cn = names_of(options.cn, channels)});
    });
}

Aspec::Aspec(const Aspec& other)
    : data_(detail::within_memory("Aspec", [&] { return std::make_unique<Data>(other.data()); })) {}
Aspec::Aspec(Aspec&& other) noexcept = default;
Aspec& Aspec::operator=(Aspec other) noexcept {
    data_ = std::move(other.data_);
    return *this;
}
Aspec::~Aspec() = default;

const Aspec::Data& Aspec::data() const {
    static const Data nothing;
    return data_ ? *data_ : nothing;
}

Aspec::ConstBins Aspec::rfftspec() const& { return data().bins.map(); }
Aspec::Bins Aspec::rfftspec() & {
    return {data_ ? data_->bins.map().data() : nullptr, nr_freqs(), channels()};
}

Index Aspec::nr_freqs() const { return data().bins.map().rows(); }
Index Aspec::samples() const { return data().samples; }
Index Aspec::channels() const { return data().bins.map().cols(); }
int Aspec::sr() const { return data().sr; }
const std::string& Aspec::label() const& { return data().label.text(); }
std::string Aspec::label() && { return data().label.text(); }
const std::string& Aspec::given_label() const& { return data().label.given(); }
std::string Aspec::given_label() && { return data().label.given(); }
const std::vector<std::string>& Aspec::cn() const& { return data().cn; }
std::vector<std::string> Aspec::cn() && { return data().cn; }

void Aspec::write_freqs(double* freqs) const {
    const double top = static_cast<double>(nr_freqs() - 1);
    Eigen::Map<Eigen::ArrayXd>(freqs, nr_freqs()) =
        Eigen::ArrayXd::LinSpaced(nr_freqs(), 0, top) * sr() / static_cast<double>(samples());
}

void Aspec::write_magnitude(double* values) const {
    Eigen::Map<Eigen::ArrayXXd>(values, nr_freqs(), channels()) = rfftspec().abs();
}

void Aspec::write_phase(double* values) const {
    Eigen::Map<Eigen::ArrayXXd>(values, nr_freqs(), channels()) = rfftspec().arg();
}

void Aspec::write_db(double* values) const {
    Eigen::Map<Eigen::ArrayXXd>(values, nr_freqs(), channels()) = 20 * rfftspec().abs().log10();
}

Asig Aspec::to_sig() const {
    Asig sig = detail::within_memory("Aspec::to_sig", [&] {
        storage::Samples values = storage::Samples::uninitialised(samples(), std::max<Index>(channels(), 1));
        if (samples() > 0) {
            storage::PoolArray<Eigen::ArrayXXd> exact(samples(), channels());
            dsp::impl::irfft(data().bins.map(), exact.map());
            values.write() = exact.map().cast<float>();
        }
        return Asig(std::move(values), {.sr = sr(), .cn = cn()});
    });
    sig.label_ = data().label + "_2sig";
    return sig;
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

    if (nr_freqs() == 0) return *this;
    Eigen::ArrayXd gains;
    if (freqs.empty() && static_cast<Index>(weights.size()) == nr_freqs()) {
        gains = Eigen::Map<const Eigen::ArrayXd>(weights.data(), nr_freqs());
    } else {
        const double nyquist = static_cast<double>(sr()) / 2;
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
    if (options.curve != 1) gains = gains.pow(options.curve).eval();
    Aspec result = *this;
    for (auto bins : result.rfftspec().colwise()) bins *= gains;
    if (result.data_) result.data_->label += "_weighted";
    return result;
}

void Aspec::check_alike(const char* operation, const Aspec& other) const {
    if (sr() != other.sr() || samples() != other.samples() || channels() != other.channels())
        detail::fail("Aspec::", operation, ": the spectra are of ", channels(), " x ", samples(), " @ ", sr(),
                     " Hz and ", other.channels(), " x ", other.samples(), " @ ", other.sr(), " Hz");
}

Aspec& Aspec::operator+=(const Aspec& other) {
    check_alike("operator+", other);
    rfftspec() += other.rfftspec();
    return *this;
}

Aspec& Aspec::operator-=(const Aspec& other) {
    check_alike("operator-", other);
    rfftspec() -= other.rfftspec();
    return *this;
}

Aspec& Aspec::operator*=(const Aspec& other) {
    check_alike("operator*", other);
    rfftspec() *= other.rfftspec();
    return *this;
}

Aspec& Aspec::operator/=(const Aspec& other) {
    check_alike("operator/", other);
    rfftspec() /= other.rfftspec();
    return *this;
}

Aspec& Aspec::operator*=(std::complex<double> factor) {
    rfftspec() *= factor;
    return *this;
}

Aspec& Aspec::operator/=(std::complex<double> divisor) {
    rfftspec() /= divisor;
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
    out << "Aspec(" << detail::quoted(label()) << "): " << channels() << " x " << samples() << " @ " << sr()
        << " Hz = " << seconds.data() << " s";
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Aspec& spec) { return out << spec.repr(); }

Aspec Asig::to_spec() const { return Aspec(*this); }

} // namespace pya
