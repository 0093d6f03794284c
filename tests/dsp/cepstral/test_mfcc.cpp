// SPDX-License-Identifier: MIT
#include <pya/dsp/cepstral/mel.hpp>
#include <pya/dsp/cepstral/mfcc_stream.hpp>
#include <pya/dsp/spectral/spectrum.hpp>
#include <pya/error.hpp>

#include "reference/mfcc.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace pya::dsp;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using pya::dsp::MfccOptions;

static_assert(Analyser<MfccAnalyser<float>, float> && Analyser<MfccAnalyser<double>, double>);

TEST_CASE("cepstra are those of the reference", "[mfcc]") {
    const ArrayXXd x =
        Eigen::Map<const Eigen::ArrayXd>(mfcc_signal.data(), static_cast<Eigen::Index>(mfcc_signal.size()));
    const MfccResult r = mfcc(x, 2000, {.nfilters = 12, .ncep = 6});
    CHECK(*r.options.n_per_frame == 50);
    CHECK(*r.options.hopsize == 20);
    CHECK(*r.options.nfft == 64);
    REQUIRE(r.channels.at(0).rows() == mfcc_frames);
    for (Eigen::Index i = 0; i < r.channels[0].size(); ++i)
        CHECK(r.channels[0].data()[i] == Approx(mfcc_cepstra[static_cast<std::size_t>(i)]).margin(1e-10));
    CHECK(r.timestamp[mfcc_frames - 1] == Approx(0.085));
    CHECK(r.times[1] == 0.01);
}

TEST_CASE("the stages one by one give the cepstra of the analyser", "[mfcc]") {
    const MfccOptions options = GENERATE(
        MfccOptions{}, MfccOptions{.nfft = 128, .window = {}, .append_energy = false},
        MfccOptions{
            .n_per_frame = 100, .hopsize = 150, .nfft = 100, .nfilters = 13, .ceplifter = 0, .preemph = 0});
    const ArrayXXd x = ArrayXXd::Random(2000, 1);
    const MfccResult r = mfcc(x, 8000, options);
    const auto length = static_cast<double>(*r.options.n_per_frame);
    const FrameArray<double> frames = signal_to_frame(preemphasis(x.col(0), options.preemph), length,
                                                      static_cast<double>(*r.options.hopsize),
                                                      get_window(options.window, *r.options.n_per_frame));
    const FrameArray<double> pspec = powspec(frames, *r.options.nfft);
    const FrameArray<double> banks = mel_filterbanks(8000, options.nfilters, *r.options.nfft);
    FrameArray<double> cepstra = lifter(dct(log_mel(pspec, banks), options.ncep), options.ceplifter);
    if (options.append_energy) cepstra.col(0) = frame_energy(pspec).log();
    REQUIRE(r.channels[0].rows() == cepstra.rows());
    CHECK((r.channels[0] - cepstra).abs().maxCoeff() < 1e-10);
}

TEST_CASE("an analyser gives the bits of the whole signal for any blocks", "[mfcc]") {
    const MfccOptions options = GENERATE(MfccOptions{}, MfccOptions{.n_per_frame = 60, .hopsize = 97});
    const int size = GENERATE(1, 79, 700, 3000);
    const ArrayXXf x = ArrayXXf::Random(3000, 1);
    const FrameArray<double> whole = mfcc(x, 8000, options).channels[0];
    MfccAnalyser<float> analyser(8000, options);
    for (int round = 0; round < 2; ++round) {
        Eigen::Index at = 0;
        bool same = true;
        const auto compare = [&](Block<const double> cepstrum) {
            REQUIRE(at < whole.rows());
            same =
                same && std::equal(cepstrum.channel(0).begin(), cepstrum.channel(0).end(), &whole(at++, 0));
        };
        for (int i = 0; i < 3000; i += size)
            analyser.process(x.middleRows(i, std::min(size, 3000 - i)), compare);
        analyser.finish(compare);
        CHECK(at == whole.rows());
        CHECK(same);
    }
}

TEST_CASE("channels have their own cepstra", "[mfcc]") {
    const ArrayXXf x = ArrayXXf::Random(1000, 2);
    const MfccResult r = mfcc(x, 8000);
    REQUIRE(r.channels.size() == 2);
    CHECK((r.channels[1] == mfcc(x.rightCols(1), 8000).channels[0]).all());
}

TEST_CASE("silence has finite cepstra and a signal within a frame has one", "[mfcc]") {
    CHECK(mfcc(ArrayXXf::Zero(1000, 1), 8000).channels[0].isFinite().all());
    CHECK(mfcc(ArrayXXf::Zero(1000, 1), 8000).channels[0](2, 0) == Approx(-36.0437));
    CHECK(mfcc(ArrayXXf::Ones(1, 1), 8000).channels[0].rows() == 1);
    CHECK(mfcc(ArrayXXf(0, 2), 8000).channels.at(1).rows() == 0);
}

TEST_CASE("a NaN stays in the cepstra of the frames that hold it", "[mfcc]") {
    ArrayXXf x = ArrayXXf::Random(1000, 1);
    x(0, 0) = NAN;
    const FrameArray<double> cepstra = mfcc(x, 8000).channels[0];
    CHECK(cepstra.row(0).isNaN().any());
    CHECK(cepstra.bottomRows(cepstra.rows() - 1).isFinite().all());
}

TEST_CASE("impossible parameters of cepstra are refused", "[mfcc]") {
    const ArrayXXf x = ArrayXXf::Random(1000, 1);
    const MfccOptions options = GENERATE(
        MfccOptions{.n_per_frame = 0}, MfccOptions{.hopsize = 0}, MfccOptions{.nfft = -2},
        MfccOptions{.window = "nope"}, MfccOptions{.nfilters = 0}, MfccOptions{.ncep = 27},
        MfccOptions{.ncep = 0}, MfccOptions{.nfft = Eigen::Index{1} << 32}, MfccOptions{.preemph = NAN});
    CHECK_THROWS_AS(mfcc(x, 8000, options), pya::ArgumentError);
    CHECK_THROWS_AS(mfcc(x, 0), pya::ArgumentError);
}

TEST_CASE("no lifter is 0 or any L below", "[mfcc]") {
    const ArrayXXf x = ArrayXXf::Random(1000, 1);
    CHECK(
        (mfcc(x, 8000, {.ceplifter = -1}).channels[0] == mfcc(x, 8000, {.ceplifter = 0}).channels[0]).all());
}

TEST_CASE("channels have side by side the cepstra that they have alone", "[mfcc]") {
    const ArrayXXf x = ArrayXXf::Random(3000, 2);
    const MfccResult whole = mfcc(x, 8000);
    MfccAnalyser<float> analyser(8000, {}, 2);
    Eigen::Index frame = 0;
    const auto compare = [&](Block<const double> cepstra) {
        for (Eigen::Index c = 0; c < 2; ++c)
            CHECK(std::equal(cepstra.channel(c).begin(), cepstra.channel(c).end(),
                             &whole.channels[static_cast<std::size_t>(c)](frame, 0)));
        ++frame;
    };
    for (Eigen::Index at = 0; at < 3000; at += 700)
        analyser.process(x.middleRows(at, std::min<Eigen::Index>(700, 3000 - at)), compare);
    analyser.finish(compare);
    CHECK(frame == whole.times.size());
    CHECK(analyser.latency() == 100);
    CHECK_THROWS_AS(analyser.process(x.leftCols(1), compare), pya::ArgumentError);
}
