// SPDX-License-Identifier: MIT
#include <pya/amfcc.hpp>
#include <pya/dsp/cepstral/mel.hpp>
#include <pya/dsp/spectral/spectrum.hpp>
#include <pya/memory.hpp>

#include <array>
#include <charconv>
#include <ostream>
#include <utility>

namespace pya {

namespace {

dsp::MfccResult nothing() {
    dsp::MfccResult result;
    result.options = dsp::resolve(MfccOptions(), 44100);
    return result;
}

} // namespace

struct Amfcc::Data {
    Asig sig = {};
    dsp::MfccResult result = nothing();
    detail::Label label = {};
    std::vector<std::string> cn = {};

    std::size_t checked(Index channel) const {
        if (channel < 0 || channel >= std::ssize(result.channels))
            detail::fail("Amfcc: there is no channel ", channel, " among ", result.channels.size());
        return static_cast<std::size_t>(channel);
    }

    Eigen::ArrayXd window() const {
        const Index n = *result.options.n_per_frame;
        return result.options.window.empty() ? Eigen::ArrayXd::Ones(n).eval()
                                             : dsp::get_window(result.options.window, n);
    }

    Frames frames(Index channel) const {
        const auto column = sig.storage().view().col(static_cast<Index>(checked(channel)));
        const Eigen::ArrayXf emphasised = dsp::preemphasis(Eigen::ArrayXf(column), result.options.preemph);
        return dsp::signal_to_frame(Eigen::ArrayXd(emphasised.cast<double>()),
                                    static_cast<double>(*result.options.n_per_frame),
                                    static_cast<double>(*result.options.hopsize), window());
    }

    Frames pspec(Index channel) const { return dsp::powspec(frames(channel), *result.options.nfft); }

    Frames filter_banks() const {
        return dsp::mel_filterbanks(sig.sr(), result.options.nfilters, *result.options.nfft);
    }
};

namespace {

// The array that f makes.
template <class F>
auto kept(const char* method, F f) {
    return detail::within_memory(method, [&] { return storage::Kept(f()); });
}

} // namespace

Amfcc::Amfcc(const Asig& sig, const MfccOptions& mfcc, const AmfccOptions& options)
    : data_(std::make_unique<Data>()) {
    data_->sig = sig;
    data_->label = options.label.empty() ? sig.label_ + "_mfccs" : options.label;
    data_->cn = options.cn.empty() ? sig.cn() : options.cn;
    if (static_cast<Index>(cn().size()) != sig.channels())
        detail::fail("Amfcc: cn has ", cn().size(), " names for ", sig.channels(), " channels");
    data_->result = detail::within_memory("Amfcc", [&] { return dsp::mfcc(sig.sig(), sig.sr(), mfcc); });
}

Amfcc::Amfcc(const Amfcc& other)
    : data_(detail::within_memory("Amfcc", [&] { return std::make_unique<Data>(other.data()); })) {}
Amfcc::Amfcc(Amfcc&& other) noexcept = default;
Amfcc& Amfcc::operator=(Amfcc other) noexcept {
    data_ = std::move(other.data_);
    return *this;
}
Amfcc::~Amfcc() = default;

const Amfcc::Data& Amfcc::data() const {
    static const Data empty;
    return data_ ? *data_ : empty;
}

Amfcc::KeptFrames Amfcc::kept_frames(Index channel) const {
    return kept("Amfcc::frames", [&] { return data().frames(channel); });
}

Amfcc::KeptFrames Amfcc::kept_pspec(Index channel) const {
    return kept("Amfcc::pspec", [&] { return data().pspec(channel); });
}

Amfcc::KeptValues Amfcc::kept_frame_energy(Index channel) const {
    return kept("Amfcc::frame_energy", [&] { return dsp::frame_energy(data().pspec(channel)); });
}

Amfcc::KeptFrames Amfcc::kept_filter_banks() const {
    return kept("Amfcc::filter_banks", [&] { return data().filter_banks(); });
}

Amfcc::KeptFrames Amfcc::kept_log_mel(Index channel) const {
    return kept("Amfcc::log_mel", [&] { return dsp::log_mel(data().pspec(channel), data().filter_banks()); });
}

Amfcc::ConstFrames Amfcc::cepstra(Index channel) const& {
    const Frames& cepstra = data().result.channels[data().checked(channel)];
    return {cepstra.data(), cepstra.rows(), cepstra.cols()};
}

Amfcc::KeptFrames Amfcc::kept_deltas(Index channel, Index width, int times) const {
    return kept("Amfcc::deltas", [&] {
        Frames slopes = dsp::deltas(cepstra(channel), width);
        return times == 1 ? slopes : dsp::deltas(slopes, width);
    });
}

Amfcc::KeptValues Amfcc::kept_times(bool as_pya) const {
    return kept("Amfcc::times", [&] { return as_pya ? data().result.timestamp : data().result.times; });
}

Amfcc::KeptValues Amfcc::kept_window() const {
    return kept("Amfcc::window", [&] { return data().window(); });
}

Index Amfcc::nframes() const { return data().result.timestamp.size(); }
Index Amfcc::n_per_frame() const { return *options().n_per_frame; }
Index Amfcc::hopsize() const { return *options().hopsize; }
Index Amfcc::nfft() const { return *options().nfft; }
Index Amfcc::ncep() const { return options().ncep; }
const MfccOptions& Amfcc::options() const& { return data().result.options; }
MfccOptions Amfcc::options() && { return data().result.options; }
Index Amfcc::channels() const { return std::ssize(data().result.channels); }
Index Amfcc::samples() const { return data().sig.samples(); }
int Amfcc::sr() const { return data().sig.sr(); }
double Amfcc::duration() const { return data().sig.dur(); }
const std::string& Amfcc::label() const& { return data().label.text(); }
std::string Amfcc::label() && { return data().label.text(); }
const std::string& Amfcc::given_label() const& { return data().label.given(); }
std::string Amfcc::given_label() && { return data().label.given(); }
const std::vector<std::string>& Amfcc::cn() const& { return data().cn; }
std::vector<std::string> Amfcc::cn() && { return data().cn; }

std::string Amfcc::repr() const {
    // The shortest digits that read back as the same double, as Python prints it.
    std::array<char, 32> digits{};
    const auto last = std::to_chars(digits.data(), digits.data() + digits.size(), duration()).ptr;
    std::string seconds(digits.data(), last);
    if (seconds.find_first_of(".en") == std::string::npos) seconds += ".0";
    std::ostringstream out;
    out << "Amfcc(" << label() << "): sr " << sr() << ", length: " << seconds << " s";
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Amfcc& mfcc) { return out << mfcc.repr(); }

Amfcc Asig::to_mfcc(const MfccOptions& options) const { return Amfcc(*this, options); }

} // namespace pya
