// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "asig/reference_signal.hpp"
#include "support/catch.hpp"

#include <limits>

using namespace pya;
using reference::difference;

namespace {

const Asig taps(reference::taps, {.sr = 1000});

} // namespace

TEST_CASE("convolve has the numbers of scipy in all modes and by both methods", "[asig]") {
    const Asig a = reference::stereo_signal();
    for (const ConvMethod method : {ConvMethod::direct, ConvMethod::fft, ConvMethod::automatic}) {
        const auto convolved = [&](ConvMode mode, ConvNorm norm) {
            return a.convolve(taps, {.mode = mode, .norm = norm, .method = method});
        };
        CHECK(difference(convolved(ConvMode::full, ConvNorm::off), reference::convolved_full) < 1e-6);
        CHECK(difference(convolved(ConvMode::same, ConvNorm::off), reference::convolved_same) < 1e-6);
        CHECK(difference(convolved(ConvMode::valid, ConvNorm::off), reference::convolved_valid) < 1e-6);
        CHECK(difference(convolved(ConvMode::full, ConvNorm::amp), reference::convolved_full_amp) < 1e-6);
        CHECK(difference(convolved(ConvMode::same, ConvNorm::amp), reference::convolved_same_amp) < 1e-6);
        CHECK(difference(convolved(ConvMode::valid, ConvNorm::amp), reference::convolved_valid_amp) < 1e-6);
    }
}

TEST_CASE("an impulse convolves to the impulse response and leaves a signal as it is", "[asig]") {
    const Asig a = reference::stereo_signal();
    const Asig out = a.convolve(Asig({1.f}, {.sr = 1000}), {.norm = ConvNorm::off});
    CHECK((out.sig() - a.sig()).abs().maxCoeff() < 1e-6f);
    CHECK(out.label() == a.label());
    CHECK(out.cn() == a.cn());
    CHECK(out.sr() == a.sr());
    const Asig late = a.convolve(Asig({0.f, 0.f, 1.f}, {.sr = 1000}), {.norm = ConvNorm::off});
    REQUIRE(late.samples() == 63);
    CHECK((late.sig().bottomRows(61) - a.sig()).abs().maxCoeff() < 1e-6f);
}

TEST_CASE("each channel has its own response, or all share one", "[asig]") {
    const Asig a = reference::stereo_signal();
    Eigen::ArrayXXf both(6, 2);
    both.col(0) = taps.sig().col(0);
    both.col(1) = taps.sig().col(0).reverse();
    const Asig out = a.convolve(Asig(both, {.sr = 1000}), {.norm = ConvNorm::off});
    const Asig left = a(all, 0).convolve(taps, {.norm = ConvNorm::off});
    CHECK((out.sig().col(0) - left.sig().col(0)).abs().maxCoeff() < 1e-6f);
    CHECK_FALSE(out(all, 0) == out(all, 1));
    CHECK_THROWS_AS(a.convolve(Asig(5, {.sr = 1000, .channels = 3})), ArgumentError);
    CHECK_THROWS_AS(a(all, 0).convolve(Asig(both, {.sr = 1000})), ArgumentError);
    CHECK(a == reference::stereo_signal());
}

TEST_CASE("a response of another rate is brought to the signal's, band-limited", "[asig]") {
    const Asig a(Eigen::ArrayXf::Random(300), {.sr = 1000});
    const Asig slow(Eigen::ArrayXf::Random(50), {.sr = 500});
    CHECK(a.convolve(slow) == a.convolve(slow.resample(1000, {.kind = Interp::sinc_best})));
}

TEST_CASE("what can't be converted is refused by the method that would have to", "[asig]") {
    const auto refusal = [](const auto& call) -> std::string {
        try {
            call();
        } catch (const ArgumentError& error) {
            return error.what();
        }
        return "";
    };
    Asig a(10, {.sr = 1});
    const Asig fast(100'000, {.sr = 10'000});
    const auto begins = [](const std::string& text, const char* with) { return text.find(with) == 0; };
    CHECK(begins(refusal([&] { return a.convolve(fast); }), "Asig::convolve: the impulse response can't be"));
    CHECK(begins(refusal([&] { return a.append(fast); }), "Asig::append: the other signal can't be"));
    CHECK(begins(refusal([&] { return a.crossfade(fast); }), "Asig::crossfade: the other signal can't be"));
    CHECK(begins(refusal([&] {
                     return Asig::mix({{.sig = a}, {.sig = fast}});
                 }),
                 "Asig::mix: part 1 can't be"));
    CHECK(a.samples() == 10);
}

TEST_CASE("silence stays silence, and a response of NaN gives NaN", "[asig]") {
    const Asig silence(40, {.sr = 1000, .channels = 2});
    CHECK(silence.convolve(taps).sig().isZero());
    const Asig a = reference::stereo_signal();
    CHECK(a.convolve(Asig(5, {.sr = 1000})).sig().isZero());
    const Asig bad({std::numeric_limits<float>::quiet_NaN()}, {.sr = 1000});
    CHECK(a.convolve(bad).sig().isNaN().all());
}

TEST_CASE("the rounding of transforms is not taken for sound", "[asig]") {
    // The echo lies beyond what mode same keeps.
    Asig click(4000, {.sr = 1000}), echo(4000, {.sr = 1000});
    click(slice(3000, none)) = Eigen::ArrayXf::Random(1000);
    echo(3999, 0) = 0.7;
    for (const ConvMethod method : {ConvMethod::direct, ConvMethod::fft, ConvMethod::automatic})
        CHECK(click.convolve(echo, {.mode = ConvMode::same, .method = method}).sig().isZero());

    // What is soft but there is still brought to the peak of the signal.
    click(0, 0) = 1e-9;
    const auto kept = [&](ConvMethod method) {
        return click.convolve(echo, {.mode = ConvMode::same, .method = method});
    };
    const Asig soft = kept(ConvMethod::fft);
    CHECK(soft.sig().abs().maxCoeff() == Approx(click.sig().abs().maxCoeff()));
    CHECK((soft.sig() - kept(ConvMethod::direct).sig()).abs().maxCoeff() < 1e-6f);
}

TEST_CASE("threads change no bit of a convolution", "[asig][threads]") {
    const Asig a(Eigen::ArrayXXf::Random(20'011, 5), {.sr = 1000}),
        ir(Eigen::ArrayXf::Random(997), {.sr = 1000});
    CHECK(a.convolve(ir, {.threads = 3}) == a.convolve(ir));
    CHECK_THROWS_AS(a.convolve(ir, {.threads = 0}), ArgumentError);
}
