// SPDX-License-Identifier: MIT
// Work that several threads share gives the same bits as with one thread.
#include <pya/dsp/cepstral/mfcc.hpp>
#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/rate/resample.hpp>
#include <pya/dsp/source/noise.hpp>
#include <pya/dsp/spectral/spectrogram.hpp>
#include <pya/dsp/spectral/stft.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <utility>
#include <vector>

using namespace pya;
using namespace pya::dsp;
using namespace pya::dsp;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;

namespace {

ArrayXXf noise(Index samples, Index channels) {
    Eigen::ArrayXf flat(samples * channels);
    WhiteNoise(7).process(flat);
    return flat.reshaped(samples, channels);
}

/// `make(threads)` is a list of arrays.
template <class Make>
void check_same_bits(const Make& make) {
    const auto alone = make(1);
    for (const int threads : {2, 3, 7}) {
        const auto shared = make(threads);
        REQUIRE(shared.size() == alone.size());
        for (std::size_t i = 0; i < alone.size(); ++i) {
            REQUIRE(shared[i].rows() == alone[i].rows());
            REQUIRE(shared[i].cols() == alone[i].cols());
            CHECK((shared[i] == alone[i]).all());
        }
    }
}

} // namespace

TEST_CASE("a transform and its inverse that threads share have the bits of one", "[threads]") {
    for (const Boundary boundary :
         {Boundary::off, Boundary::zeros, Boundary::even, Boundary::odd, Boundary::constant})
        for (const bool padded : {true, false})
            for (const auto& [nperseg, noverlap] :
                 {std::pair<Index, Index>{512, 256}, {301, 7}, {256, 255}}) {
                const ArrayXXf sig = noise(noverlap == 255 ? 2000 : 181'937, 2);
                StftOptions options{
                    .nperseg = nperseg, .noverlap = noverlap, .boundary = boundary, .padded = padded};
                INFO(nperseg << ' ' << noverlap << ' ' << static_cast<int>(boundary) << ' ' << padded);
                check_same_bits([&](int threads) {
                    options.threads = threads;
                    return stft(sig, 44100, options).channels;
                });
                options.threads = 1;
                if (!check_NOLA(options)) continue;
                const auto transform = stft(sig, 44100, options);
                check_same_bits([&](int threads) {
                    options.threads = threads;
                    return std::vector{istft(transform.channels, options)};
                });
            }
}

TEST_CASE("an inverse into more samples than there are ends in zeros, however many threads", "[threads]") {
    const auto transform = stft(noise(300'000, 1), 44100, {.nperseg = 64});
    check_same_bits([&](int threads) {
        StftOptions options = transform.options;
        options.threads = threads;
        ArrayXXf sig = ArrayXXf::Ones(700'000, 1);
        istft(transform.channels, options, sig);
        CHECK((sig.bottomRows(390'000) == 0).all());
        return std::vector{sig};
    });
}

TEST_CASE("a spectrogram that threads share has the bits of one", "[threads]") {
    const ArrayXXf sig = noise(220'501, 3);
    for (const Detrend detrend : {Detrend::off, Detrend::linear})
        check_same_bits([&](int threads) {
            return spectrogram(sig, 44100, {.nperseg = 500, .detrend = detrend, .threads = threads}).channels;
        });
}

TEST_CASE("cepstra that threads share have the bits of one", "[threads]") {
    const ArrayXXf sig = noise(100'003, 2);
    for (const Index hopsize : {128, 2000})
        check_same_bits([&](int threads) {
            return mfcc(sig, 16000,
                        {.n_per_frame = 401, .hopsize = hopsize, .nfft = 4096, .threads = threads})
                .channels;
        });
}

TEST_CASE("a convolution that threads share has the bits of one", "[threads]") {
    for (const ConvMode mode : {ConvMode::full, ConvMode::same, ConvMode::valid})
        for (const ConvMethod method : {ConvMethod::direct, ConvMethod::fft})
            for (const Index channels : {1, 2})
                check_same_bits([&](int threads) {
                    return std::vector{
                        convolve(noise(150'001, 2), noise(97, channels), mode, method, threads),
                        convolve(noise(1'000, 2), noise(9'000, 2), mode, method, threads)};
                });
    const ArrayXXf long_ir = noise(60'000, 1);
    check_same_bits([&](int threads) {
        return std::vector{convolve(noise(600'000, 1), long_ir, ConvMode::full, ConvMethod::fft, threads)};
    });
}

TEST_CASE("a band-limited resampling that threads share has the bits of one", "[threads]") {
    for (const double target_sr : {48000., 22050., 4410., 352800., 44100. / 3.14159265358979})
        for (const Interp kind : {Interp::sinc_fastest, Interp::sinc_best})
            check_same_bits([&](int threads) {
                return std::vector{resample<float>(noise(60'001, 2), 44100, target_sr, 1, kind, threads)};
            });
}

TEST_CASE("a filter whose channels threads share gives the bits of one", "[threads]") {
    const Sos sos =
        iirfilter(std::vector{500., 4000.}, {.ftype = Ftype::butter, .order = 3, .fs = 44100}).sos();
    for (const Index channels : {1, 2, 13, 24}) {
        const ArrayXXf sig = noise(60'000, channels);
        check_same_bits([&](int threads) {
            ArrayXXf once(sig.rows(), channels), both(sig.rows(), channels);
            ArrayXXd precise(sig.rows(), channels);
            sosfilt_into<float>(sos, sig, once, nullptr, threads);
            sosfilt_into<double>(sos, sig.cast<double>().eval(), precise, nullptr, threads);
            sosfiltfilt_into<float>(sos, sig, both, std::nullopt, threads);
            return std::vector<ArrayXXd>{once.cast<double>(), precise, both.cast<double>()};
        });
    }
}

TEST_CASE("fewer than one thread is an error", "[threads]") {
    const ArrayXXf sig = noise(1000, 1);
    ArrayXXf same(1000, 1);
    const Sos sos = iirfilter(std::vector{500.}, {.btype = Btype::lowpass, .fs = 44100}).sos();
    for (const int threads : {0, -1}) {
        CHECK_THROWS_AS(stft(sig, 1, {.threads = threads}), ArgumentError);
        CHECK_THROWS_AS(istft(stft(sig).channels, {.threads = threads}), ArgumentError);
        CHECK_THROWS_AS(spectrogram(sig, 1, {.threads = threads}), ArgumentError);
        CHECK_THROWS_AS(mfcc(sig, 16000, {.threads = threads}), ArgumentError);
        CHECK_THROWS_AS(convolve(sig, sig, ConvMode::full, ConvMethod::fft, threads), ArgumentError);
        CHECK_THROWS_AS(resample<float>(sig, 2, 3, 1, Interp::sinc_best, threads), ArgumentError);
        CHECK_THROWS_AS(sosfilt_into<float>(sos, sig, same, nullptr, threads), ArgumentError);
        CHECK_THROWS_AS(sosfiltfilt_into<float>(sos, sig, same, std::nullopt, threads), ArgumentError);
    }
}
