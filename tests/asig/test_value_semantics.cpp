// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>
#include <pya/storage/pool.hpp>

#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <memory>
#include <thread>

using namespace pya;

namespace {

Asig noise(Index samples, Index channels) {
    return Asig(Eigen::ArrayXXf::Random(samples, channels), {.sr = 1000, .label = "a"});
}

std::size_t requests() { return storage::pool_stats().requests; }

} // namespace

TEST_CASE("copying a signal of any size asks for no memory", "[asig]") {
    const Asig a = noise(100000, 2);
    const std::size_t before = requests();
    const Asig copy = a;
    const Asig part = a(slice(1000, 90000));
    const Asig channel = a(all, 1);
    CHECK(requests() == before);
    CHECK(copy.storage().shares_with(a.storage()));
}

TEST_CASE("copies never influence each other", "[asig]") {
    const Asig a = noise(50, 2);
    const Asig reference(a.storage().view(), {.sr = 1000});
    const std::array<void (*)(Asig&), 12> changes = {
        [](Asig& s) { s.write().setZero(); },
        [](Asig& s) { s(slice(3, 9)) = 5; },
        [](Asig& s) { s.x(slice(40, slice::end), 1) = Asig(80); },
        [](Asig& s) { s.o(slice(3, 9)) = Asig(1, {.channels = 2}); },
        [](Asig& s) { s += 1; },
        [](Asig& s) { s *= s; },
        [](Asig& s) { s.add(s, {.pos = 5}); },
        [](Asig& s) { s = std::move(s).gain(2); },
        [](Asig& s) { s = std::move(s).fade_in(0.01).pad(5).remove_DC(); },
        [](Asig& s) { s.custom([](Asig& t) { t(0) = 99; }); },
        [](Asig& s) {
            s.set_label("b").set_sr(7).set_cn({"x", "y"});
        },
        [](Asig& s) { s = std::move(s)(slice(none, none, -1)); },
    };
    for (const auto change : changes) {
        Asig copy = a;
        Asig part = a(slice(0, 50));
        change(copy);
        CHECK(a == reference);
        CHECK(part == reference);
        CHECK(a.label() == "a");
        CHECK(a.cn() == std::vector<std::string>{"0", "1"});
        change(part);
        CHECK(a == reference);
        CHECK(part == copy);
    }
}

TEST_CASE("a change of the original does not reach its slices", "[asig]") {
    Asig a = noise(50, 2);
    const Asig part = a(slice(10, 20), 1);
    const float first = part.sig()(0, 0);
    a(all) = 0;
    CHECK(part.sig()(0, 0) == first);
    a = Asig();
    CHECK(part.sig()(0, 0) == first);
}

TEST_CASE("a written view reaches its signal and no copy made before or after", "[asig]") {
    Asig a = noise(20, 2);
    const Asig before = a;
    auto view = a.write();
    const Asig after = a;
    view = 7;
    CHECK((a.sig() == 7).all());
    CHECK((before.sig() != 7).all());
    CHECK((after.sig() != 7).all());
    const Asig part = a(slice(0, 5));
    view.setConstant(8);
    CHECK((part.sig() == 7).all());
    const Asig moved = std::move(a), copy = moved;
    view = 9;
    CHECK((moved.sig() == 9).all());
    CHECK((copy.sig() == 8).all());
}

TEST_CASE("a signal that was written shares its memory with copies once its view is gone", "[asig]") {
    Asig a = noise(20, 2);
    a.write()(3, 1) = 7;
    { const auto view = a.write(); }
    const Asig copy = a, part = a(slice(0, 5));
    CHECK(copy.storage().shares_with(a.storage()));
    CHECK(part.storage().shares_with(a.storage()));
}

TEST_CASE("reading a signal that is not const neither moves nor copies its samples", "[asig]") {
    Asig a = noise(20, 2);
    const Asig copy = a;
    CHECK(a.sig()(3, 1) == copy.sig()(3, 1));
    CHECK(a.channel(1)[3] == copy.sig()(3, 1));
    CHECK(copy.storage().shares_with(a.storage()));
}

TEST_CASE("a written view outlives its signal", "[asig]") {
    auto a = std::make_unique<Asig>(noise(2000, 2));
    auto view = a->write();
    a.reset();
    const Asig other = noise(2000, 2); // would be given the memory if it were free
    view = 7;
    CHECK((other.sig() != 7).all());
    Asig none(0);
    CHECK(none.write().size() == 0);
}

TEST_CASE("the view of a temporary keeps its memory alive", "[asig]") {
    const Asig a = noise(10000, 2);
    const auto& view = (a * 2).sig();
    const Asig other = noise(10000, 2); // would be given the memory if it were free
    CHECK((view == a.sig() * 2).all());
    CHECK((a.gain(0.5).sig() == a.sig() * 0.5f).all());
    CHECK(other.samples() == 10000);
}

TEST_CASE("a moved-from signal can be assigned to", "[asig]") {
    Asig a = noise(10, 2);
    const Asig copy = a;
    Asig b = std::move(a);
    CHECK(b == copy);
    a = b;
    CHECK(a == copy);
}

TEST_CASE("a chain of ten steps asks for one buffer", "[asig]") {
    const Asig a = noise(500000, 2);
    const std::size_t before = requests();
    const Asig result = a(slice(0, 400000))
                            .fade_in(0.1)
                            .fade_out(0.8, 2)
                            .gain(-6_dB)
                            .norm(-1_dB)
                            .remove_DC()
                            .apply([](float x) { return x / 2; })
                            .envelope({0, 1, 0})
                            .adsr({.att = 1})
                            .window("hann");
    CHECK(requests() == before + 1);
    CHECK(result.samples() == 400000);
    CHECK_FALSE(result.storage().shares_with(a.storage()));
}

TEST_CASE("a chain of arithmetic asks for one buffer", "[asig]") {
    const Asig a = noise(500000, 2);
    const Asig b = noise(500000, 2);
    const std::size_t before = requests();
    const Asig result = 1 - ((0.5 * a + b) * a - b + 2) / 3;
    CHECK(requests() == before + 1);
    CHECK(result.samples() == 500000);
}

TEST_CASE("methods of a named signal leave it as it is", "[asig]") {
    const Asig a = noise(300, 2);
    const Asig reference(a.storage().view(), {.sr = 1000});
    (void)a.gain(2);
    (void)a.norm();
    (void)a.remove_DC();
    (void)a.fade_in().fade_out();
    (void)a.pad(3);
    (void)a.append(a);
    (void)a.window("hann");
    (void)a.apply([](float) { return 0; });
    (void)(-a);
    CHECK(a == reference);
    CHECK(a.label() == "a");
}

TEST_CASE("const methods run on four threads at once", "[asig][threads]") {
    const Asig a = noise(20000, 2);
    const auto work = [](const Asig& s) {
        Asig sum = s * 0.5 + s(slice(none, none, -1)) / 2;
        sum = std::move(sum).norm().fade_in(0.1) + s.mono().stereo();
        sum(slice(5, 500), 0) = s(slice(0, 495), 1);
        Asig copy = s;
        copy += s.remove_DC();
        copy.write()(0, 0) = 3;
        return sum.append(copy).append(s.pan2(0.3)).append(s.resample(1000)).flatten();
    };
    const Asig want = work(a);
    std::array<bool, 4> right{};
    std::vector<std::thread> threads;
    for (bool& ok : right)
        threads.emplace_back([&] {
            const Asig copy = a;
            ok = true;
            for (int i = 0; i < 20; ++i) ok = ok && work(i % 2 == 0 ? a : copy) == want;
        });
    for (std::thread& thread : threads) thread.join();
    for (const bool ok : right) CHECK(ok);
}

TEST_CASE("copies change and go on other threads than the original", "[asig][threads]") {
    const Asig a = noise(1000, 1);
    Asig want = a;
    want(-1) = 0;
    std::array<bool, 4> right{};
    std::vector<std::thread> threads;
    for (bool& ok : right)
        threads.emplace_back([&ok, &want, copy = a]() mutable {
            for (int i = 0; i < 200; ++i) {
                const Asig shared = copy;
                copy = shared(slice(0, 999)).pad(1);
            }
            ok = copy == want;
        });
    for (std::thread& thread : threads) thread.join();
    for (const bool ok : right) CHECK(ok);
}

TEST_CASE("a moved-from signal is empty, and every method works", "[asig]") {
    Asig a(100, {.sr = 1000, .label = "a", .channels = 2, .cn = {"l", "r"}});
    const auto check = [](Asig& moved) {
        CHECK(moved.samples() == 0);
        CHECK(moved.channels() == 1);
        CHECK(moved.cn() == std::vector<std::string>{"0"});
        CHECK(moved.repr() == "Asig(''): 1 x 0 @ 1000Hz = 0.000s cn=['0']");
        CHECK(moved.mono().samples() == 0);
        CHECK(moved.stereo().channels() == 2);
        CHECK(moved.gain(2).fade_in(0).norm().remove_DC().samples() == 0);
        CHECK(moved.pad(3).samples() == 3);
        CHECK(moved.append(Asig(2, {.sr = 1000})).samples() == 2);
        CHECK(moved(all, 0).samples() == 0);
        CHECK((moved + 1).samples() == 0);
        CHECK((moved + moved).samples() == 0);
        CHECK(moved.resample(500).samples() == 0);
        CHECK(moved.find_events().events().empty());
        CHECK(moved.to_stft().nr_frames() == 0);
        CHECK(moved.to_mfcc().nframes() == 0);
        CHECK(moved.get_times().size() == 0);
        CHECK(moved.rms().size() == 1);
        CHECK_THROWS_AS(moved.to_spec(), ArgumentError);
        CHECK_THROWS_AS(moved.filter(), ArgumentError);
        moved.plot();
        plot::figure();
        moved.x(slice(0, none)) = Asig(4, {.sr = 1000});
        CHECK(moved.samples() == 4);
    };
    Asig b = std::move(a);
    CHECK(b.channels() == 2);
    check(a);
    Asig c(7);
    c = std::move(b);
    CHECK(c.cn() == std::vector<std::string>{"l", "r"});
    check(b);
    const Asig part = std::move(c)(slice(0, 10));
    CHECK(part.samples() == 10);
    check(c);
}

TEST_CASE("what a temporary signal returns outlives it", "[asig]") {
    const Asig a = noise(2000, 1);
    Index events = 0;
    for (const dsp::Event& event : a.find_events({.sil_thr = -40}).events())
        events += event.end > event.begin;
    CHECK(events == 1);
    const auto& label = a.gain(2).label();
    const auto& cn = a.gain(2).cn();
    const auto& filter = a.iirfilter(100, {.btype = Btype::lowpass}).filter();
    const auto& storage = a.gain(2).storage();
    CHECK(label == "a_scaled");
    CHECK(cn == a.cn());
    CHECK(filter.p.size() == 4);
    CHECK(storage.rows() == 2000);
}

TEST_CASE("a kept selection reads as what was selected", "[asig]") {
    const auto selected = [] {
        Asig a({1.f, 2.f, 3.f});
        auto part = a(slice(0, 2));
        a(0) = 9;
        return Asig(part);
    };
    CHECK(selected() == Asig({1.f, 2.f}));
}
