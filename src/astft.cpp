// SPDX-License-Identifier: MIT
#include <pya/astft.hpp>
#include <pya/dsp/separate/hpss.hpp>
#include <pya/dsp/spectral/griffin_lim.hpp>
#include <pya/dsp/spectral/phase_vocoder.hpp>
#include <pya/dsp/spectral/spectrogram.hpp>
#include <pya/dsp/spectral/stft.hpp>
#include <pya/log.hpp>
#include <pya/memory.hpp>

#include "dsp/spectral/stft_axes.hpp"
#include "quoted.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ostream>
#include <utility>

namespace pya {

namespace {

// A transform without frames, with these parameters.
dsp::StftResult<float> with(const StftOptions& transform) {
    dsp::StftResult<float> result;
    result.options = dsp::resolve(transform);
    return result;
}

} // namespace

struct Astft::Data {
    dsp::StftResult<float> result = with(StftOptions());
    int sr = 44100;
    detail::Label label = {};
    std::vector<std::string> cn = {};
};

namespace {

int checked_rate(int sr) {
    if (sr < 1) detail::fail("Astft: sr is ", sr, "; it must be at least 1 Hz");
    return sr;
}

std::vector<std::string> names_of(const std::vector<std::string>& given,
                                  const std::vector<std::string>& own) {
    if (!given.empty() && given.size() != own.size())
        detail::fail("Astft: cn has ", given.size(), " names for ", own.size(), " channels");
    return given.empty() ? own : given;
}

std::vector<std::string> numbered(std::size_t channels) {
    std::vector<std::string> cn;
    for (std::size_t c = 0; c < channels; ++c) cn.push_back(std::to_string(c));
    return cn;
}

// The samples of the longest signal that has so many frames.
Index longest_of(const StftOptions& used, Index frames) {
    const Index ends = used.boundary == dsp::Boundary::off ? 0 : 2 * (used.nperseg / 2);
    return (frames - 1) * (used.nperseg - *used.noverlap) + used.nperseg - ends;
}

// Checks the numbers of bins and frames that were given, and makes a transform with the axes that belong to
// them.
dsp::StftResult<float> described(const std::vector<Eigen::ArrayXXcf>& channels, const StftOptions& transform,
                                 std::optional<Index> samples, int sr) {
    if (channels.empty()) detail::fail("Astft: there is no channel; there must be at least 1");
    dsp::StftResult<float> result = with(transform);
    const StftOptions& used = result.options;
    const Index frames = channels.front().cols();
    result.samples = samples.value_or(longest_of(used, frames));
    if (result.samples < 1)
        detail::fail("Astft: ", frames, " frames of ", result.samples,
                     " samples; there must be at least 1 of both");
    result.options = dsp::resolve(transform, result.samples);
    const Index wanted_bins = dsp::impl::bin_count(used);
    const Index wanted_frames = dsp::frame_count(used, result.samples);
    for (const Eigen::ArrayXXcf& bins : channels)
        if (bins.rows() != wanted_bins || bins.cols() != wanted_frames)
            detail::fail("Astft: a channel has ", bins.rows(), " bins x ", bins.cols(),
                         " frames; a signal of ", result.samples, " samples has ", wanted_bins, " x ",
                         wanted_frames);
    result.freqs.resize(wanted_bins);
    dsp::impl::bin_frequencies(used, sr, result.freqs.data());
    result.times.resize(wanted_frames);
    dsp::impl::frame_times(used, wanted_frames, sr, result.times.data());
    result.channels = channels;
    return result;
}

} // namespace

Astft::Astft(const Asig& sig, const StftOptions& transform, const AstftOptions& options)
    : data_(std::make_unique<Data>()) {
    if (options.samples && *options.samples != sig.samples())
        detail::fail("Astft: samples is ", *options.samples, " but the signal has ", sig.samples());
    data_->sr = checked_rate(options.sr.value_or(sig.sr()));
    data_->label = options.label.empty() ? sig.label_ + "_stft" : options.label;
    data_->cn = names_of(options.cn, sig.cn());
    data_->result =
        detail::within_memory("Astft", [&] { return dsp::stft(sig.sig(), data_->sr, transform); });
    const bool by_length = transform.window.samples.empty();
    if (sig.samples() > 0 && by_length && this->options().nperseg < transform.nperseg)
        log_warning("Astft: nperseg is longer than the signal and is held down to its length");
}

Astft::Astft(const std::vector<Eigen::ArrayXXcf>& channels, const StftOptions& transform,
             const AstftOptions& options)
    : data_(std::make_unique<Data>()) {
    data_->sr = checked_rate(options.sr.value_or(44100));
    data_->label = options.label;
    data_->cn = names_of(options.cn, numbered(channels.size()));
    data_->result = detail::within_memory(
        "Astft", [&] { return described(channels, transform, options.samples, data_->sr); });
}

Astft::Astft(const Astft& other)
    : data_(detail::within_memory("Astft", [&] { return std::make_unique<Data>(other.data()); })) {}
Astft::Astft(Astft&& other) noexcept = default;
Astft& Astft::operator=(Astft other) noexcept {
    data_ = std::move(other.data_);
    return *this;
}
Astft::~Astft() = default;

const Astft::Data& Astft::data() const {
    static const Data nothing;
    return data_ ? *data_ : nothing;
}

std::size_t Astft::checked(Index channel) const {
    if (channel < 0 || channel >= channels())
        detail::fail("Astft::stft: there is no channel ", channel, " among ", channels());
    return static_cast<std::size_t>(channel);
}

Astft::ConstBins Astft::stft(Index channel) const& {
    const Eigen::ArrayXXcf& bins = data().result.channels[checked(channel)];
    return {bins.data(), bins.rows(), bins.cols()};
}

Astft::Bins Astft::stft(Index channel) & {
    const std::size_t c = checked(channel);
    Eigen::ArrayXXcf& bins = data_->result.channels[c];
    return {bins.data(), bins.rows(), bins.cols()};
}

Eigen::Map<const Eigen::ArrayXd> Astft::axis(bool frequencies) const {
    const Eigen::ArrayXd& values = frequencies ? data().result.freqs : data().result.times;
    return {values.data(), values.size()};
}

Index Astft::samples() const { return data().result.samples; }
Index Astft::channels() const { return static_cast<Index>(data().result.channels.size()); }
Index Astft::nr_freqs() const { return data().result.freqs.size(); }
Index Astft::nr_frames() const { return data().result.times.size(); }
int Astft::sr() const { return data().sr; }
const std::string& Astft::label() const& { return data().label.text(); }
std::string Astft::label() && { return data().label.text(); }
const std::string& Astft::given_label() const& { return data().label.given(); }
std::string Astft::given_label() && { return data().label.given(); }
const std::vector<std::string>& Astft::cn() const& { return data().cn; }
std::vector<std::string> Astft::cn() && { return data().cn; }
const StftOptions& Astft::options() const& { return data().result.options; }
StftOptions Astft::options() && { return data().result.options; }

Asig Astft::to_sig(const AstftInverseOptions& options) const {
    const AsigOptions described{.sr = options.sr.value_or(sr()), .cn = cn()};
    const auto named = [&](Asig result) {
        result.label_ = data().label + "_2sig";
        return result;
    };
    if (samples() == 0)
        return named(Asig(storage::Samples::zeros(0, std::max<Index>(channels(), 1)), described));
    StftOptions inverse = this->options();
    if (options.window) inverse.window = *options.window;
    if (options.input_onesided && *options.input_onesided != inverse.return_onesided) {
        inverse.return_onesided = *options.input_onesided;
        inverse.nperseg = inverse.return_onesided ? 2 * (nr_freqs() - 1) : nr_freqs();
        inverse.nfft = inverse.nperseg;
        inverse.noverlap = std::nullopt;
    }
    if (options.nperseg) {
        inverse.nperseg = *options.nperseg;
        inverse.noverlap = std::nullopt;
    }
    if (options.noverlap) inverse.noverlap = options.noverlap;
    if (options.nfft) inverse.nfft = options.nfft;
    if (options.boundary) inverse.boundary = *options.boundary;
    return detail::within_memory("Astft::to_sig", [&] {
        if (!options.trim) return named(Asig(dsp::istft(data().result.channels, inverse), described));
        storage::Samples sig = storage::Samples::uninitialised(samples(), channels());
        dsp::istft(data().result.channels, inverse, sig.write());
        return named(Asig(std::move(sig), described));
    });
}

Hpss<Astft> Astft::hpss(const HpssOptions& options) const {
    dsp::impl::check_hpss("Astft::hpss", options);
    return detail::within_memory("Astft::hpss", [&] {
        Hpss<Astft> parts{*this, *this};
        if (channels() == 0) return parts;
        for (std::size_t c = 0; c < data().result.channels.size(); ++c)
            dsp::impl::hpss_spectra(options, {parts.harmonic.data_->result.channels[c],
                                              parts.percussive.data_->result.channels[c]});
        parts.harmonic.data_->label += "_harmonic";
        parts.percussive.data_->label += "_percussive";
        return parts;
    });
}

Astft Astft::phase_vocoder(double rate) const {
    const Index frames = dsp::impl::phase_vocoder_frames("Astft::phase_vocoder", nr_frames(), rate);
    return detail::within_memory("Astft::phase_vocoder", [&] {
        Astft result(*this);
        if (nr_frames() == 0) return result;
        const StftOptions& used = options();
        const Index hop = used.nperseg - *used.noverlap;
        dsp::StftResult<float>& stretched = result.data_->result;
        // As near to the length of the sound as so many frames allow.
        const Index most = longest_of(used, frames);
        const auto wanted = static_cast<Index>(std::nearbyint(static_cast<double>(samples()) / rate));
        stretched.samples = std::clamp(wanted, std::max<Index>(most - hop + 1, 0), most);
        // A fresh array: one that is resized and gets no memory is freed twice.
        stretched.times = Eigen::ArrayXd(frames);
        dsp::impl::frame_times(used, frames, sr(), stretched.times.data());
        for (Eigen::ArrayXXcf& bins : stretched.channels)
            bins = dsp::phase_vocoder(bins, rate, hop, *used.nfft);
        result.data_->label += "_stretched";
        return result;
    });
}

Astft Astft::griffin_lim(const GriffinLimOptions& options) const {
    dsp::impl::check_griffin_lim("Astft::griffin_lim", options);
    return detail::within_memory("Astft::griffin_lim", [&] {
        Astft result = *this;
        if (channels() == 0) return result;
        for (Eigen::ArrayXXcf& bins : result.data_->result.channels)
            dsp::impl::griffin_lim_in_place(bins, samples(), this->options(), options);
        result.data_->label += "_griffin_lim";
        return result;
    });
}

void Astft::check_alike(const char* operation, const Astft& other) const {
    if (sr() != other.sr() || nr_freqs() != other.nr_freqs() || nr_frames() != other.nr_frames() ||
        channels() != other.channels())
        detail::fail("Astft::", operation, ": the transforms have ", channels(), " x ", nr_freqs(), " x ",
                     nr_frames(), " and ", other.channels(), " x ", other.nr_freqs(), " x ",
                     other.nr_frames(), " channels, bins and frames, at ", sr(), " and ", other.sr(), " Hz");
}

Astft& Astft::operator+=(const Astft& other) {
    check_alike("operator+", other);
    for (Index c = 0; c < channels(); ++c) stft(c) += other.stft(c);
    return *this;
}

Astft& Astft::operator-=(const Astft& other) {
    check_alike("operator-", other);
    for (Index c = 0; c < channels(); ++c) stft(c) -= other.stft(c);
    return *this;
}

Astft& Astft::operator*=(const Astft& other) {
    check_alike("operator*", other);
    for (Index c = 0; c < channels(); ++c) stft(c) *= other.stft(c);
    return *this;
}

Astft& Astft::operator*=(std::complex<float> factor) {
    for (Index c = 0; c < channels(); ++c) stft(c) *= factor;
    return *this;
}

Astft& Astft::operator*=(const Eigen::Ref<const Eigen::ArrayXXf>& mask) {
    if (mask.rows() != nr_freqs() || mask.cols() != nr_frames())
        detail::fail("Astft::operator*: the mask is ", mask.rows(), " x ", mask.cols(), "; it must be ",
                     nr_freqs(), " bins x ", nr_frames(), " frames");
    for (Index c = 0; c < channels(); ++c) stft(c) *= mask.cast<std::complex<float>>();
    return *this;
}

Astft operator+(Astft a, const Astft& b) { return std::move(a += b); }
Astft operator-(Astft a, const Astft& b) { return std::move(a -= b); }
Astft operator*(Astft a, const Astft& b) { return std::move(a *= b); }
Astft operator*(Astft a, std::complex<float> b) { return std::move(a *= b); }
Astft operator*(std::complex<float> a, Astft b) { return std::move(b *= a); }

std::string Astft::repr() const {
    std::array<char, 32> seconds{};
    std::snprintf(seconds.data(), seconds.size(), "%.3f", dur());
    std::ostringstream out;
    out << "Astft(" << detail::quoted(label()) << "): " << channels() << " x " << samples() << " @ " << sr()
        << " Hz = " << seconds.data() << " s cn=" << detail::quoted(cn());
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Astft& stft) { return out << stft.repr(); }

Astft Asig::to_stft(const StftOptions& options) const { return Astft(*this, options); }

dsp::impl::StftShape Asig::spectrogram_shape(const SpectrogramOptions& options) const {
    return dsp::impl::spectrogram_shape(samples(), sr_, options);
}

void Asig::write_spectrogram(const SpectrogramOptions& options, const dsp::impl::StftShape& shape,
                             double* freqs, double* times, float* sxx) const {
    std::vector<dsp::Block<float>> parts;
    for (Index c = 0; c < channels(); ++c)
        parts.emplace_back(sxx + c * shape.bins * shape.frames, shape.bins, shape.frames);
    dsp::impl::spectrogram_axes(shape, sr_, freqs, times);
    dsp::impl::spectrogram_into(samples_.view(), sr_, options, shape, parts);
}

} // namespace pya
