// SPDX-License-Identifier: MIT
#include <pya/amfcc.hpp>
#include <pya/dsp/cepstral/mel.hpp>
#include <pya/dsp/spectral/spectrum.hpp>

#include <array>
#include <charconv>
#include <ostream>

namespace pya {

Amfcc::Amfcc(const Asig& sig, const MfccOptions& mfcc, const AmfccOptions& options)
    : sig_(sig), result_(dsp::mfcc(sig.sig(), sig.sr(), mfcc)),
      label_((options.label.empty() ? sig.label() : options.label) + "_mfccs"),
      cn_(options.cn.empty() ? sig.cn() : options.cn) {
    if (static_cast<Index>(cn_.size()) != channels())
        detail::fail("Amfcc: cn has ", cn_.size(), " names for ", channels(), " channels");
}

std::size_t Amfcc::checked(Index channel) const {
    if (channel < 0 || channel >= channels())
        detail::fail("Amfcc: there is no channel ", channel, " among ", channels());
    return static_cast<std::size_t>(channel);
}

Eigen::ArrayXd Amfcc::window() const {
    return options().window.empty() ? Eigen::ArrayXd::Ones(n_per_frame()).eval()
                                    : dsp::get_window(options().window, n_per_frame());
}

Amfcc::Frames Amfcc::frames(Index channel) const {
    const auto column = sig_.storage().view().col(static_cast<Index>(checked(channel)));
    const Eigen::ArrayXf emphasised = dsp::preemphasis(Eigen::ArrayXf(column), options().preemph);
    return dsp::signal_to_frame(Eigen::ArrayXd(emphasised.cast<double>()), static_cast<double>(n_per_frame()),
                                static_cast<double>(hopsize()), window());
}

Amfcc::Frames Amfcc::pspec(Index channel) const { return dsp::powspec(frames(channel), nfft()); }

Eigen::ArrayXd Amfcc::frame_energy(Index channel) const { return dsp::frame_energy(pspec(channel)); }

Amfcc::Frames Amfcc::filter_banks() const { return dsp::mel_filterbanks(sr(), options().nfilters, nfft()); }

Amfcc::Frames Amfcc::log_mel(Index channel) const { return dsp::log_mel(pspec(channel), filter_banks()); }

const Amfcc::Frames& Amfcc::cepstra(Index channel) const { return result_.channels[checked(channel)]; }

Amfcc::Frames Amfcc::deltas(Index channel, Index width) const { return dsp::deltas(cepstra(channel), width); }

Amfcc::Frames Amfcc::delta_deltas(Index channel, Index width) const {
    return dsp::deltas(deltas(channel, width), width);
}

std::string Amfcc::repr() const {
    // The shortest digits that read back as the same double, as Python prints it.
    std::array<char, 32> digits{};
    const auto last = std::to_chars(digits.data(), digits.data() + digits.size(), duration()).ptr;
    std::string seconds(digits.data(), last);
    if (seconds.find_first_of(".en") == std::string::npos) seconds += ".0";
    std::ostringstream out;
    out << "Amfcc(" << label_ << "): sr " << sr() << ", length: " << seconds << " s";
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Amfcc& mfcc) { return out << mfcc.repr(); }

Amfcc Asig::to_mfcc() const { return Amfcc(*this); }

Amfcc Asig::to_mfcc(const MfccOptions& options) const { return Amfcc(*this, options); }

} // namespace pya
