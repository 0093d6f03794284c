// SPDX-License-Identifier: MIT
#include <pya/astream.hpp>
#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/units.hpp>

#include "stream/support.hpp"
#include "support/quiet.hpp"

#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

using namespace pya;

namespace {

// What a step makes of a stream must have the bits of what it makes of the whole signal: of long signals and
// of those at the edges, in one piece and in pieces of random lengths, with and without threads.
template <class Step>
void check_bits(Step step, std::initializer_list<Index> lengths = {0, 1, 2, 7, 64, 1000, 40001, 90000},
                std::initializer_list<Index> channels = {1, 2, 5}) {
    const Quiet quiet;
    for (const Index count : channels)
        for (const Index length : lengths) {
            CAPTURE(length, count);
            const Asig sig = streams::noise(length, count);
            const Asig whole = step(sig);
            const Astream stream = step(Astream(sig));
            CHECK(stream.samples() == whole.samples());
            CHECK(stream.label() == whole.label());
            streams::check_same(stream.to_asig({.threads = false}), whole);
            streams::check_same(step(streams::in_pieces(sig)).to_asig(), whole);
        }
}

} // namespace

TEST_CASE("a stream of gains has the bits of a signal") {
    check_bits([](const auto& a) { return a.gain(-0.3); });
    check_bits([](const auto& a) { return a.gain(-6_dB); });
    check_bits([](const auto& a) { return a.gain(std::vector<double>{0.5, -2}); }, {0, 1, 40000}, {2});
    check_bits([](const auto& a) { return a.gain(std::vector<Decibels>{3_dB, -3_dB}); }, {0, 1, 40000}, {2});
}

TEST_CASE("a stream of fades has the bits of a signal") {
    check_bits([](const auto& a) { return a.fade_in(0.5).fade_out(0.7); });
    check_bits([](const auto& a) { return a.fade_in(20_ms, 2).fade_out(1_ms, 0.5); });
    check_bits([](const auto& a) { return a.fade_in(0).fade_out(0); });
}

TEST_CASE("a stream of envelopes has the bits of a signal") {
    check_bits([](const auto& a) { return a.envelope({0, 1, 0.2}); });
    check_bits([](const auto& a) { return a.envelope({0, 1, 0.2}, {0, 0.05, 0.2}, {.curve = 1.9}); });
    check_bits([](const auto& a) {
        return a.envelope({0, 1, 0.2}, {0, 0.05, 0.2}, {.kind = Interp::quadratic});
    });
    check_bits([](const auto& a) { return a.adsr({.att = 0.01, .rel = 0.2}); }, {40001, 90000});
}

TEST_CASE("a stream of filters has the bits of the filter's kernel") {
    const IirOptions low{.btype = Btype::lowpass},
        band{.btype = Btype::bandpass, .ftype = Ftype::cheby1, .order = 4, .rp = 1};
    const std::vector<std::pair<std::vector<double>, IirOptions>> filters = {{{500}, low},
                                                                             {{140, 5000}, band}};
    for (const auto& filter : filters)
        check_bits([&freqs = filter.first, &options = filter.second](const auto& a) {
            if constexpr (std::is_same_v<decltype(a), const Asig&>) {
                const Asig named = a.iirfilter(freqs, options);
                return a.through(dsp::SosFilter(named.filter().sos(), a.channels())).set_label(named.label());
            } else {
                return a.iirfilter(freqs, options);
            }
        });
    Sos sos(1, 6);
    sos << 1, 0.5, 0.1, 1, -0.2, 0.4;
    const Asig sig = streams::noise(30000);
    streams::check_same(streams::in_pieces(sig).sosfilt(sos).to_asig(), sig.through(dsp::SosFilter(sos, 2)));
}

TEST_CASE("a stream of filters has the samples of a signal, to the last bit but one") {
    const Asig sig = streams::noise(500000, 1);
    const IirOptions high{.btype = Btype::highpass};
    const Asig whole = sig.iirfilter(100, high);
    const Asig streamed = Astream(sig).iirfilter(100, high).to_asig();
    CHECK(streamed.allclose(whole, {.rtol = 1.2e-7, .atol = 0}));
    CHECK((streamed.filter().sos() == whole.filter().sos()).all());
    CHECK((streamed.sig() != whole.sig()).count() < 10);
}

TEST_CASE("a stream of filters of given coefficients has the bits of a signal") {
    check_bits([](const auto& a) { return a.lfilter({0.2, 0.3, 0.1}, {2, -0.5, 0.3, 0.1}); });
    check_bits([](const auto& a) { return a.lfilter({1}, {1, -0.99}); });
    check_bits([](const auto& a) { return a.lfilter({1, 0.5, -0.25}, {2}); });
    check_bits([](const auto& a) { return a.firfilter({0.25, 0.5, 0.25}); });
}

TEST_CASE("a stream that is stretched or shifted has the bits of a signal") {
    for (const double factor : {0.3, 1., 1.5})
        check_bits([factor](const auto& a) { return a.time_stretch(factor); }, {0, 1, 2, 1000, 40001},
                   {1, 2});
    for (const double semitones : {-5., 0., 3.5})
        check_bits([semitones](const auto& a) { return a.pitch_shift(semitones); }, {0, 1, 2, 1000, 40001},
                   {1, 2});
    check_bits([](const auto& a) { return a.time_stretch(2)(slice(30000, 50000)); }, {40001}, {2});
}

TEST_CASE("a stream at another rate has the bits of a signal") {
    for (const int target : {48000, 16000, 44100, 8000, 96000, 44101, 11})
        check_bits([target](const auto& a) { return a.resample(target); }, {0, 1, 2, 1000, 40001}, {2});
    for (const double rate : {1.3, 0.5, 7.})
        check_bits([rate](const auto& a) { return a.resample(44100, {.rate = rate}); }, {0, 1, 2, 40001},
                   {1});
    for (const Interp kind : {Interp::sinc_fastest, Interp::sinc_best})
        for (const int target : {48000, 16000, 44100, 8000, 96000, 44101})
            check_bits([=](const auto& a) { return a.resample(target, {.kind = kind}); },
                       {0, 1, 2, 1000, 40001}, {2});
}

TEST_CASE("a stream of other channels has the bits of a signal") {
    check_bits([](const auto& a) { return a.mono(); });
    check_bits([](const auto& a) { return a.stereo(); });
    check_bits([](const auto& a) { return a.pan2(-0.4); });
    check_bits([](const auto& a) { return a.shift_channel(1); });
    check_bits([](const auto& a) { return a.rewire({{{0, 2}, 0.5}, {{1, 0}, 2}}); }, {0, 1, 40000}, {2, 3});
    check_bits([](const auto& a) { return a.stereo({0.1, 0.2}, {0.3, 0.4}); }, {0, 1, 40000}, {2});
    check_bits([](const auto& a) { return a(all, {1, 0}); }, {0, 1, 40000}, {2, 3});
}

TEST_CASE("a part of a stream has the bits of a signal") {
    check_bits([](const auto& a) { return a(slice(0.2_s, 0.5_s)); });
    check_bits([](const auto& a) { return a(slice(-100, none)); });
    check_bits([](const auto& a) { return a(slice(10, -10), -1); });
    check_bits([](const auto& a) { return a(slice(5, slice::end - 3))(slice(1000, none)); });
    check_bits([](const auto& a) {
        return a.through(dsp::Limiter<float>(44100, a.channels()))(slice(30000, 50000));
    });
    check_bits([](const auto& a) { return a.resample(16000)(slice(1000, 2000)).gain(2)(slice(10, 20)); });
}

TEST_CASE("a stream of functions of samples has the bits of a signal") {
    check_bits([](const auto& a) { return a.apply([](float x) { return std::tanh(3 * x); }); });
}

TEST_CASE("a stream through processors has the bits of a signal") {
    check_bits([](const auto& a) { return a.through(dsp::Limiter<float>(44100, a.channels())); });
    check_bits([](const auto& a) { return a.limit(-20_dB); });
    check_bits([](const auto& a) { return a.through(dsp::Reverb(44100, a.channels(), {.t60 = 0.3}), 0.2); },
               {0, 1, 5000});
    check_bits([](const auto& a) {
        return a.through(dsp::Chain{dsp::Compressor(44100, a.channels(), {.threshold = -20_dB}),
                                    dsp::Limiter<float>(44100, a.channels())});
    });
    check_bits([](const auto& a) {
        const std::vector<float> taps{0.5f, 0, 0.25f, -0.125f};
        return a.through(dsp::Convolver<float>(taps, a.channels()), 0.01);
    });
}

TEST_CASE("a stream that needs the whole first has the bits of a signal") {
    check_bits([](const auto& a) { return a.norm(); });
    check_bits([](const auto& a) { return a.norm(-3_dB, {.dcflag = true}); });
    check_bits([](const auto& a) { return a.remove_DC(); });
    check_bits([](const auto& a) { return a.norm(-23_LUFS); }, {0, 1, 1000, 90000}, {1, 2});
    check_bits([](const auto& a) { return a.norm().fade_in(0.1).limit(-3_dB).norm(-1_dB).remove_DC(); });
}

TEST_CASE("silence, NaN and infinities are in a stream what they are in a signal") {
    const Asig silence(50000);
    streams::check_same(Astream(silence).norm().to_asig(), silence);
    streams::check_same(Astream(silence).norm(-23_LUFS).to_asig(), silence);
    for (const float odd :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        Asig sig = streams::noise(50000);
        sig.write()(40000, 1) = odd;
        streams::check_same(Astream(sig).norm().to_asig(), sig.norm());
        streams::check_same(Astream(sig).remove_DC().to_asig(), sig.remove_DC());
        streams::check_same(Astream(sig).mono().to_asig(), sig.mono());
    }
}

TEST_CASE("the loudness of a stream is that of the signal") {
    const Asig sig = streams::noise(200000);
    const Loudness whole = sig.loudness(), streamed = streams::in_pieces(sig).loudness();
    CHECK(streamed.integrated == whole.integrated);
    CHECK(streamed.range == whole.range);
    CHECK(streamed.momentary == whole.momentary);
    CHECK(streamed.short_term == whole.short_term);
    CHECK(streamed.ungated == whole.ungated);
    CHECK(streamed.true_peak == whole.true_peak);
}
