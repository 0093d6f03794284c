// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "asig/reference_signal.hpp"
#include "reference/mfcc.hpp"
#include "support/catch.hpp"

using namespace pya;
using reference::difference;

namespace {

Asig noise(Index samples, Index channels = 1) {
    return Asig(Eigen::ArrayXXf::Random(samples, channels), {.sr = 8000, .label = "a"});
}

} // namespace

TEST_CASE("cepstra have one row a frame and one table a channel", "[amfcc]") {
    const Amfcc mfcc(noise(2000, 2), {.ncep = 5});
    CHECK(mfcc.n_per_frame() == 200);
    CHECK(mfcc.hopsize() == 80);
    CHECK(mfcc.nframes() == 24);
    CHECK(mfcc.channels() == 2);
    CHECK(mfcc.features(1).rows() == 24);
    CHECK(mfcc.features(1).cols() == 5);
    CHECK_THROWS_AS(mfcc.features(2), ArgumentError);
    CHECK_THROWS_AS(mfcc.frames(-1), ArgumentError);
}

TEST_CASE("cepstra and the levels before them are those of the reference", "[amfcc]") {
    const Asig a(mfcc_signal,
                 {.sr = 2000}); // in float32, whose last digit the logarithms of low powers raise
    const Amfcc mfcc(a, {.nfilters = 12, .ncep = 6});
    CHECK(mfcc.n_per_frame() == 50);
    CHECK(mfcc.hopsize() == 20);
    CHECK(mfcc.nfft() == 64);
    CHECK(difference(mfcc.log_mel().transpose(), mfcc_log_mel) < 1e-4);
    CHECK(difference(mfcc.cepstra().transpose(), mfcc_cepstra) < 1e-4);
    CHECK(difference(mfcc.features().transpose(), mfcc_cepstra) < 1e-4);
}

TEST_CASE("the stages of the cepstra lead to one another", "[amfcc]") {
    const Amfcc mfcc(noise(2000), {.ceplifter = 0, .append_energy = false});
    const Amfcc::Frames powers = mfcc.pspec();
    CHECK(powers.rows() == mfcc.nframes());
    CHECK(powers.cols() == mfcc.nfft() / 2 + 1);
    CHECK((powers.rowwise().sum() - mfcc.frame_energy()).abs().maxCoeff() < 1e-9);
    const Amfcc::Frames energies = (powers.matrix() * mfcc.filter_banks().matrix().transpose()).array();
    CHECK((energies.log() - mfcc.log_mel()).abs().maxCoeff() < 1e-9);
    CHECK((dsp::dct(mfcc.log_mel(), 13) - mfcc.cepstra()).abs().maxCoeff() < 1e-9);
    CHECK((dsp::deltas(mfcc.deltas()) - mfcc.delta_deltas()).abs().maxCoeff() < 1e-12);
    CHECK(mfcc.times()(3) == Approx(3 * 80 / 8000.0));
    CHECK(mfcc.timestamp().size() == mfcc.nframes());
    CHECK(mfcc.window().size() == 200);
}

TEST_CASE("a label that is given to cepstra is kept, and one of the signal gets a suffix", "[amfcc]") {
    CHECK(noise(500).to_mfcc().label() == "a_mfccs");
    CHECK(Amfcc(noise(500), {}, {.label = "mine"}).label() == "mine");
    CHECK_THROWS_AS(Amfcc(noise(500), {}, {.cn = {"l", "r"}}), ArgumentError);
}

TEST_CASE("a moved-from object of cepstra is empty, and its methods work", "[amfcc]") {
    Amfcc a(noise(2000));
    const Amfcc b = std::move(a);
    CHECK(b.nframes() == 24);
    CHECK(a.nframes() == 0);
    CHECK(a.channels() == 0);
    CHECK(a.n_per_frame() > 0);
    CHECK(a.times().size() == 0);
    CHECK(a.repr() == "Amfcc(): sr 44100, length: 0.0 s");
    CHECK_THROWS_AS(a.features(), ArgumentError);
    a = b;
    CHECK((a.features() == b.features()).all());
}

TEST_CASE("what temporary cepstra return outlives them", "[amfcc]") {
    const Asig a = noise(2000);
    const auto features = a.to_mfcc().features();
    const auto& options = a.to_mfcc().options();
    CHECK((features == a.to_mfcc().features()).all());
    CHECK(options.ncep == 13);
}
