// SPDX-License-Identifier: MIT
// Every operator and every array that crosses the library's border, for programs compiled with any flags.
#include <pya/pya.hpp>

#include <utility>

using namespace pya;

namespace {

bool signals(const Asig& a) {
    const Asig sum = a + a - a * 2 / 2 + 1 - -a + 0.5 * a - (a.x() + a) - a.b() * a;
    const Eigen::ArrayXd times = a.get_times(), levels = a.rms(), frames = a.rms(1);
    const auto [freqs, bins, sxx] = a.spectrogram({.nperseg = 64});
    const FilterDesign design = a.iirfilter(100, {.btype = Btype::lowpass}).filter();
    Asig changed = a;
    changed.write() *= 0.5f;
    return sum.samples() == times.size() && levels.size() == a.channels() && frames.size() == a.samples() &&
           sxx.rows() == freqs.size() && sxx.cols() == bins.size() * a.channels() && changed.samples() > 0 &&
           design.p.size() == 4;
}

bool spectra(const Asig& a) {
    Aspec spec = a.to_spec();
    const Aspec sum = spec + spec - spec * spec / spec + 2.0 * spec - spec * 2.0 + spec / 2.0;
    spec.rfftspec().topRows(2) = 0;
    spec.rfftspec() = sum.rfftspec();
    const Eigen::ArrayXXd arrays = spec.magnitude() + spec.phase() + spec.db();
    const Aspec made(Eigen::ArrayXXcd(spec.rfftspec()), {.sr = a.sr(), .samples = a.samples()});
    Aspec moved = std::move(spec);
    spec = moved;
    return arrays.rows() == spec.freqs().size() && made.to_sig().samples() == a.samples() &&
           a.to_spec().rfftspec().rows() == spec.nr_freqs();
}

bool frames(const Asig& a) {
    Astft stft = a.to_stft({.nperseg = 64});
    const Astft sum = stft + stft - stft * stft + 0.5f * stft - stft * 0.5f;
    const Eigen::ArrayXXf mask = Eigen::ArrayXXf::Ones(stft.nr_freqs(), stft.nr_frames());
    stft = sum * mask;
    stft *= mask;
    stft.stft(1) = Eigen::ArrayXXcf(sum.stft(0) * 2.f);
    const Astft made({stft.stft(0)}, {.nperseg = 64}, {.samples = a.samples()});
    const Astft copy = stft;
    return copy.times().size() == stft.nr_frames() && copy.freqs().size() == stft.nr_freqs() &&
           made.to_sig().samples() == a.samples() && a.to_stft().stft().cols() > 0;
}

bool cepstra(const Asig& a) {
    const Amfcc mfcc = a.to_mfcc();
    const Amfcc copy = mfcc;
    const Amfcc::Frames slopes = copy.deltas() + copy.delta_deltas() + copy.features();
    return slopes.rows() == copy.times().size() && copy.timestamp().size() == copy.nframes() &&
           copy.frames().rows() == copy.pspec().rows() && copy.frame_energy().size() == copy.nframes() &&
           copy.log_mel().cols() == copy.filter_banks().rows() &&
           copy.window().size() == copy.n_per_frame() && a.to_mfcc().features().cols() == copy.ncep();
}

} // namespace

int main() {
    const Asig a = Ugen::noise({.n_rows = 4000, .sr = 8000, .channels = 2, .seed = 1});
    return signals(a) && spectra(a) && frames(a) && cepstra(a) ? 0 : 1;
}
