// SPDX-License-Identifier: MIT
#include <pya/astft.hpp>
#include <pya/dsp/spectral/spectrogram.hpp>
#include <pya/log.hpp>

#include <array>
#include <cstdio>
#include <ostream>
#include <utility>

namespace pya {

Astft::Astft(const Asig& sig, const StftOptions& transform, const AstftOptions& options)
    : sr_(options.sr.value_or(sig.sr())),
      label_((options.label.empty() ? sig.label() : options.label) + "_stft"),
      cn_(options.cn.empty() ? sig.cn() : options.cn) {
    if (sr_ < 1) detail::fail("Astft: sr is ", sr_, "; it must be at least 1 Hz");
    if (static_cast<Index>(cn_.size()) != sig.channels())
        detail::fail("Astft: cn has ", cn_.size(), " names for ", sig.channels(), " channels");
    result_ = dsp::stft(sig.sig(), sr_, transform);
    const bool by_length = transform.window.samples.empty();
    if (sig.samples() > 0 && by_length && result_.options.nperseg < transform.nperseg)
        log_warning("Astft: nperseg is longer than the signal and is held down to its length");
}

std::size_t Astft::checked(Index channel) const {
    if (channel < 0 || channel >= channels())
        detail::fail("Astft::stft: there is no channel ", channel, " among ", channels());
    return static_cast<std::size_t>(channel);
}

Asig Astft::to_sig(const AstftInverseOptions& options) const {
    if (samples() == 0)
        return Asig(storage::Samples::zeros(0, channels()),
                    {.sr = sr_, .label = label_ + "_2sig", .cn = cn_});
    StftOptions inverse = result_.options;
    if (options.window) inverse.window = *options.window;
    if (options.noverlap) inverse.noverlap = options.noverlap;
    if (options.nfft) inverse.nfft = options.nfft;
    if (options.boundary) inverse.boundary = *options.boundary;
    const AsigOptions described{.sr = sr_, .label = label_ + "_2sig", .cn = cn_};
    if (!options.trim) return Asig(dsp::istft(result_.channels, inverse), described);
    storage::Samples sig = storage::Samples::uninitialised(samples(), channels());
    dsp::istft(result_.channels, inverse, sig.write());
    return Asig(std::move(sig), described);
}

void Astft::check_alike(const char* operation, const Astft& other) const {
    if (sr_ != other.sr_ || nr_freqs() != other.nr_freqs() || nr_frames() != other.nr_frames() ||
        channels() != other.channels())
        detail::fail("Astft::", operation, ": the transforms have ", channels(), " x ", nr_freqs(), " x ",
                     nr_frames(), " and ", other.channels(), " x ", other.nr_freqs(), " x ",
                     other.nr_frames(), " channels, bins and frames, at ", sr_, " and ", other.sr_, " Hz");
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
    for (Bins& bins : result_.channels) bins *= factor;
    return *this;
}

Astft& Astft::operator*=(const Eigen::Ref<const Eigen::ArrayXXf>& mask) {
    if (mask.rows() != nr_freqs() || mask.cols() != nr_frames())
        detail::fail("Astft::operator*: the mask is ", mask.rows(), " x ", mask.cols(), "; it must be ",
                     nr_freqs(), " bins x ", nr_frames(), " frames");
    for (Bins& bins : result_.channels) bins *= mask.cast<std::complex<float>>();
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
    out << "Astft('" << label_ << "'): " << channels() << " x " << samples() << " @ " << sr_
        << " Hz = " << seconds.data() << " s cn=[";
    for (std::size_t c = 0; c < cn_.size(); ++c) out << (c == 0 ? "'" : ", '") << cn_[c] << "'";
    out << "]";
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Astft& stft) { return out << stft.repr(); }

Astft Asig::to_stft() const { return Astft(*this); }

Astft Asig::to_stft(const StftOptions& options) const { return Astft(*this, options); }

Spectrogram Asig::spectrogram() const { return spectrogram(SpectrogramOptions{}); }

Spectrogram Asig::spectrogram(const SpectrogramOptions& options) const {
    dsp::SpectrogramResult<float> result = dsp::spectrogram(samples_.view(), sr_, options);
    if (channels() == 1)
        return {std::move(result.freqs), std::move(result.times), std::move(result.channels.front())};
    const Index segments = result.times.size();
    Eigen::ArrayXXf sxx(result.freqs.size(), segments * channels());
    for (Index c = 0; c < channels(); ++c)
        sxx.middleCols(c * segments, segments) = result.channels[static_cast<std::size_t>(c)];
    return {std::move(result.freqs), std::move(result.times), std::move(sxx)};
}

} // namespace pya
