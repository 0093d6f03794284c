// SPDX-License-Identifier: MIT
// The table in docs/differences.md: what is refused, what is done with a warning, and what is done.
#include <pya/pya.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <functional>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

using namespace pya;

namespace {

constexpr Index huge = std::numeric_limits<Index>::max();

// The warnings that f causes.
template <class F>
std::vector<std::string> warnings(F f) {
    std::vector<std::string> lines;
    LogHandler before = set_log_handler([&](std::string_view line) { lines.emplace_back(line); });
    f();
    set_log_handler(before);
    return lines;
}

Asig ones(Index samples, int sr = 10) { return Asig(Eigen::ArrayXf::Ones(samples), {.sr = sr}); }

} // namespace

TEST_CASE("signals of different rates are refused where they share a time axis", "[asig]") {
    Asig a = ones(4);
    CHECK_THROWS_AS(a + ones(4, 20), ArgumentError);
    CHECK_THROWS_AS(a.x() + ones(4, 20), ArgumentError);
    CHECK_THROWS_AS(a += ones(4, 20), ArgumentError);
    CHECK_THROWS_AS(a.add(ones(4, 20)), ArgumentError);
    CHECK(a == ones(4));
}

TEST_CASE("assignment takes samples of another rate as they are, with a warning", "[asig]") {
    Asig a = ones(4);
    CHECK(warnings([&] { a(slice(0, 2)) = ones(2, 20) * 3; }).size() == 1);
    CHECK(a.sig()(1, 0) == 3);
    CHECK(warnings([&] { a(slice(0, 2)) += ones(2, 20); }).size() == 1);
    CHECK(a.sig()(1, 0) == 4);
    CHECK(warnings([&] { a(slice(0, 2)) = ones(2); }).empty());
    CHECK(warnings([&] { a(slice(none, none, 2)) = a(slice(none, none, 2)); }).empty());
    CHECK(warnings([&] { a(slice(none, none, 2)) += 1; }).empty());
    CHECK(a.sr() == 10);
}

TEST_CASE("two ways to say the same are refused, but for add, where the time counts", "[asig]") {
    CHECK_THROWS_AS(Ugen::sine({.dur = 1, .n_rows = 10}), ArgumentError);
    Asig a = ones(4);
    CHECK(warnings([&] { a.add(ones(1), {.pos = 1, .onset = 0.2}); }).size() == 1);
    CHECK(a == Asig({1.f, 1.f, 2.f, 1.f}, {.sr = 10}));
}

TEST_CASE("factors below -1 are warned of, since they may be meant in dB", "[asig]") {
    const Asig a = ones(4);
    CHECK(warnings([&] { CHECK(a.gain(-6) == a * -6); }).size() == 1);
    CHECK(warnings([&] { CHECK(a.norm(-6) == a * -6); }).size() == 1);
    CHECK(warnings([&] { (void)a.gain(std::vector<double>{-3}); }).size() == 1);
    CHECK(warnings([&] {
              (void)a.gain(-1);
              (void)a.norm(-0.5);
              (void)a.gain(-6_dB);
              (void)a.norm(-6_dB);
              (void)a.norm(-6, {.in_db = true});
          }).empty());
}

TEST_CASE("a threshold above full scale is warned of", "[asig]") {
    CHECK(warnings([&] { CHECK(ones(100).find_events({.sil_thr = 20}).events().empty()); }).size() == 1);
    CHECK(warnings([&] { (void)ones(100).find_events({.sil_thr = 0}); }).empty());
}

TEST_CASE("braces mean what parentheses mean", "[asig]") {
    CHECK(Asig{2.0}.samples() == 88200);
    CHECK(Asig{3}.samples() == 3);
    CHECK(Asig{2_s}.samples() == 88200);
    CHECK(Asig({0.f, 0.5f}).samples() == 2);
    CHECK(Asig({2.0f}).samples() == 1);
    CHECK(Asig({1, 2, 3}).samples() == 3);
    static_assert(!std::is_constructible_v<Asig, float, float>);
}

TEST_CASE("sizes that no memory can hold are refused before anything happens", "[asig]") {
    Asig a = ones(4);
    CHECK_THROWS_AS(a.pad(huge), ArgumentError);
    CHECK_THROWS_AS(a.pad(huge, {.tail = false}), ArgumentError);
    CHECK_THROWS_AS(a.shift_channel(huge), ArgumentError);
    CHECK_THROWS_AS(a.shift_channel(-huge), ArgumentError);
    CHECK_THROWS_AS(Asig(0, {.channels = huge}), ArgumentError);
    CHECK_THROWS_AS(Asig(huge), ArgumentError);
    CHECK_THROWS_AS(a.x(slice(huge, none)) = ones(2), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.n_rows = huge}), ArgumentError);
    CHECK_THROWS_AS(Ugen::noise({.n_rows = 1, .channels = huge}), ArgumentError);
    CHECK_NOTHROW(a.add(ones(2), {.pos = huge}));
    CHECK_NOTHROW(a.add(ones(2), {.pos = -huge}));
    CHECK(a(slice(slice::end - huge, slice::end)) == a);
    CHECK(a(slice(slice::end - std::numeric_limits<Index>::min(), slice::end)).samples() == 0);
    CHECK(a == ones(4));
}

TEST_CASE("more memory than there is is an Error", "[asig]") {
    CHECK_THROWS_AS(ones(4).pad(Index{1} << 45), MemoryError);
    CHECK_THROWS_AS(Asig(Index{1} << 45), MemoryError);
}

TEST_CASE("whatever a method is asked for, it does or throws an Error", "[asig]") {
    const Asig a = ones(64, 1000);
    const double forever = 1e15;
    const std::vector<std::function<void(Index)>> asked{
        [&](Index n) { (void)a.append(a.repeat(n)); },
        [&](Index n) { (void)a.to_stft({.nperseg = 16, .nfft = n}); },
        [&](Index n) { (void)a.to_stft({.nperseg = n, .noverlap = n - 1}); },
        [&](Index n) { (void)a.to_stft().to_sig({.nperseg = n}); },
        [&](Index n) { (void)a.to_stft().to_sig({.nfft = n}); },
        [&](Index n) { (void)a.to_mfcc({.nfft = n}); },
        [&](Index n) { (void)a.to_mfcc({.n_per_frame = n}); },
        [&](Index n) { (void)a.spectrogram({.nfft = n}); },
        [&](Index n) { (void)a.window_op({.nperseg = n}); },
        [&](Index n) { (void)a.window_op({.nperseg = n}, [](const Asig&) { return 0.; }); },
        [&](Index n) { (void)a.overlap_add({.nperseg = n}); },
        [&](Index n) { (void)a.overlap_add({.stride_out = n}); },
        [&](Index n) { (void)a.resample(2'000'000'000, {.rate = 1 / static_cast<double>(n)}); },
        [&](Index n) {
            (void)a.resample(1000, {.rate = Acurve({{0_s, 1 / static_cast<double>(n)}})});
        },
        [&](Index n) { (void)a.iirfilter(10, {.btype = Btype::lowpass, .order = static_cast<int>(n)}); },
        [&](Index n) {
            (void)a.rewire({{{0, n}, 1}});
        },
        [&](Index n) { (void)a.shift_channel(n); },
        [&](Index n) { (void)Asig(0, {.channels = n}); },
        [&](Index n) { (void)Ugen::chirp({.n_rows = n}); },
        [&](Index n) { (void)Ugen::noise({.type = Noise::brown, .n_rows = n}); },
        [&](Index) { (void)a.fade_in(forever); },
        [&](Index) { (void)a.crossfade(a, forever); },
        [&](Index) { (void)a.trim({.sil_pad = forever}); },
        [&](Index) { (void)a.find_events({.step_dur = forever}); },
        [&](Index) { (void)a.find_events({.sil_min_dur = forever, .sil_pad = forever}); },
        [&](Index) { (void)a.adsr({.att = forever}); },
        [&](Index) { (void)a.limit({.lookahead = forever}); },
        [&](Index) { (void)a.select_event(Seconds(forever)); },
    };
    Warnings warnings;
    for (std::size_t i = 0; i < asked.size(); ++i)
        for (const Index n : {Index{1} << 47, Index{1} << 50, Index{1} << 59, huge / 2, huge}) {
            INFO("request " << i << " of " << n);
            try {
                asked[i](n);
            } catch (const Error&) {
                CHECK(a == ones(64, 1000));
            } // and nothing else
        }
}

TEST_CASE("a number beyond the end of an extended selection changes nothing", "[asig]") {
    Asig a = ones(4);
    a.x(slice(24, none)) = 0.5;
    CHECK(a == ones(4));
    a.x(slice(24, none)) -= 0.5;
    CHECK(a == ones(4));
    a.x(slice(2, none)) -= 0.5;
    CHECK(a.sig()(3, 0) == 0.5f);
    CHECK(a.samples() == 4);
    CHECK_THROWS_AS(a.x(slice(0, 2)) -= 0.5, ArgumentError);
}

TEST_CASE("a weight of 0 is a factor like any other: 0 times NaN is NaN", "[asig]") {
    Asig a(3, {.channels = 2});
    a(1, 1) = std::numeric_limits<float>::quiet_NaN();
    const auto spoilt = [](const Asig& b, Index channel = 0) { return std::isnan(b.sig()(1, channel)); };
    CHECK(spoilt(a.gain(0), 1));
    CHECK(spoilt(a.mono({1, 0})));
    CHECK(spoilt(a.stereo({1, 0}), 1));
    CHECK_FALSE(spoilt(a.stereo({1, 0}), 0));
    CHECK(spoilt(a.stereo({1, 0}, {1, 0})));
    CHECK(spoilt(a.rewire({{{1, 0}, 0}})));
    CHECK_FALSE(spoilt(a.rewire({{{0, 1}, 1}}), 1));
    CHECK(spoilt(a.pan2(-1), 1));
    CHECK_FALSE(spoilt(a.pan2(-1), 0));
}

TEST_CASE("labels and names are shown as Python shows them", "[asig]") {
    const auto shown = [](const std::string& name) {
        const std::string text = Asig(1, {.cn = {name}}).repr();
        return text.substr(text.find("cn=") + 3);
    };
    CHECK(shown("l") == "['l']");
    CHECK(shown("it's") == "[\"it's\"]");
    CHECK(shown("both ' and \"") == "['both \\' and \"']");
    CHECK(shown("a\\b\n\t\r") == "['a\\\\b\\n\\t\\r']");
    CHECK(shown(std::string("\0\x1f\x7f", 3)) == "['\\x00\\x1f\\x7f']");
    CHECK(shown("\xc3\xa4 \xe2\x82\xac \xf0\x9f\x8e\xb5") == "['\xc3\xa4 \xe2\x82\xac \xf0\x9f\x8e\xb5']");
    CHECK(shown("\xc2\xa0\xe2\x80\x8b") == "['\\xa0\\u200b']");
    CHECK(shown("\xff\xc3") == "['\\xff\\xc3']");
    CHECK(Asig(1, {.label = "it's"}).repr().substr(0, 12) == "Asig(\"it's\")");
}
