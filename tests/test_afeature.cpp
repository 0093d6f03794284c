// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/amfcc.hpp>
#include <pya/error.hpp>
#include <pya/io/csv.hpp>
#include <pya/io/npy.hpp>
#include <pya/ugen.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <sstream>

using namespace pya;
using namespace pya::literals;
using Catch::Matchers::Contains;

namespace {

// Ten frames a second of three columns: the number of the frame, its square, and 5.
Afeature table(Index frames = 11) {
    Afeature::Frames values(frames, 3);
    for (Index t = 0; t < frames; ++t) values.row(t) << static_cast<double>(t), static_cast<double>(t * t), 5;
    return Afeature(values, {.sr = 1000, .hop = 100, .cn = {"a", "b", "c"}, .label = "x"});
}

} // namespace

TEST_CASE("a feature knows its frames, columns and times", "[afeature]") {
    const Afeature f = table();
    CHECK(f.frames() == 11);
    CHECK(f.columns() == 3);
    CHECK(f.channels() == 1);
    CHECK(f.rate() == 10);
    CHECK(f.times()(3) == Approx(0.3));
    CHECK(f.values()(3, 1) == 9);
    CHECK(f.repr() == "Afeature('x'): 3 x 11 @ 10Hz cn=['a', 'b', 'c']");
    std::ostringstream out;
    out << f;
    CHECK(out.str() == f.repr());
    CHECK(Afeature(Eigen::ArrayXd::Ones(4)).cn() == std::vector<std::string>{"0"});
}

TEST_CASE("frames are selected by number, time, list and mask", "[afeature]") {
    const Afeature f = table();
    CHECK(f(slice(2, 5)).values().col(0).sum() == 9);
    CHECK(f(3).values()(0, 1) == 9);
    CHECK(f({1, -1}).values()(1, 0) == 10);
    CHECK(f(slice(0.2_s, 0.5_s)).times()(0) == Approx(0.2));
    CHECK(f(slice(0.2_s, 0.5_s)).frames() == 3);
    CHECK(f(slice(0.15_s, none)).times()(0) == Approx(0.2));
    CHECK(f(slice(-0.2_s, none)).frames() == 2);
    CHECK(f(slice(0_s, 0.1_s)).frames() == 1);
    CHECK(f(slice(5, 100)).frames() == 6);
    const Afeature thin = f(slice(none, none, 5));
    CHECK(thin.hop() == 500);
    for (const Index step : {std::numeric_limits<Index>::max(), std::numeric_limits<Index>::min()}) {
        const Afeature one = f(slice(none, none, step));
        CHECK(one.frames() == 1);
        CHECK(one.hop() == f.hop() * f.frames());
    }
    CHECK(thin.times()(2) == Approx(1));
    CHECK(f(f.values().col(1) > 50).frames() == 3);
    CHECK_THROWS_AS(f(11), ArgumentError);
    CHECK_THROWS_AS(f(std::vector<bool>{true}), ArgumentError);
}

TEST_CASE("columns are selected by name", "[afeature]") {
    const Afeature f = table();
    CHECK(f("b").values()(4, 0) == 16);
    CHECK(f({"c", "a"}).cn() == std::vector<std::string>{"c", "a"});
    CHECK(f(all, "b").columns() == 1);
    CHECK(f(slice(0, 2), {"a", "b"}).columns() == 2);
    CHECK_THROWS_AS(f("d"), ArgumentError);
    CHECK_THROWS_AS(f(std::vector<std::string>()), ArgumentError);
}

TEST_CASE("the columns of channels are told apart, and found together", "[afeature]") {
    const Eigen::ArrayXXd values = Eigen::ArrayXXd::Random(4, 6);
    const Afeature f(values, {.cn = {"mel0", "mel1", "rms"}, .channels = {"l", "r"}});
    CHECK(f.channels() == 2);
    CHECK(f.cn()[3] == "r:mel0");
    CHECK(f("rms").cn() == std::vector<std::string>{"l:rms", "r:rms"});
    CHECK(f("mel").columns() == 4);
    CHECK(f("l:mel").columns() == 2);
    CHECK(f.channel(1).cn() == std::vector<std::string>{"mel0", "mel1", "rms"});
    CHECK(f.channel(1).values()(0, 0) == values(0, 3));
    CHECK_THROWS_AS(f.channel(2), ArgumentError);
    CHECK(f("r:rms").channels() == 1);
    CHECK(f("r:rms").channel(0).cn() == std::vector<std::string>{"rms"});
}

TEST_CASE("statistics pass over NaN", "[afeature]") {
    Afeature f = table(5);
    CHECK(f.mean("a") == 2);
    CHECK(f.median("b") == 4);
    CHECK(f.std("a") == Approx(std::sqrt(2)));
    CHECK(f.min("b") == 0);
    CHECK(f.max()(1) == 16);
    f.values()(4, 0) = NAN;
    CHECK(f.max("a") == 3);
    CHECK(f.median()(0) == 1.5);
    f.values().col(0) = NAN;
    CHECK(std::isnan(f.mean()(0)));
    CHECK_THROWS_AS(f.mean("d"), ArgumentError);
    CHECK_THROWS_WITH(Afeature(Eigen::ArrayXXd::Ones(2, 2), {.cn = {"a0", "a1"}}).mean("a"),
                      Contains("one number") && Contains("'a0'"));
}

TEST_CASE("features are added, subtracted, multiplied and divided", "[afeature]") {
    const Afeature f = table();
    CHECK((f + f - f * 2).values().abs().maxCoeff() == 0);
    CHECK((10 - f).values()(3, 0) == 7);
    CHECK((10 / f).values()(5, 0) == 2);
    CHECK((f / 5.)("c").max("c") == 1);
    CHECK_THROWS_AS(f + table(3), ArgumentError);
    Afeature changed = f;
    CHECK_THROWS_AS(changed += f("a"), ArgumentError);
    CHECK((changed.values() == f.values()).all());
}

TEST_CASE("delta is the slope of each frame", "[afeature]") {
    const Afeature slopes = table().delta({.width = 5});
    CHECK(slopes.values().col(0).isApprox(Eigen::ArrayXd::Ones(11)));
    CHECK(slopes.values()(5, 1) == Approx(10));
    CHECK_THROWS_AS(table(4).delta(), ArgumentError);
}

TEST_CASE("to_db goes by the unit", "[afeature]") {
    const Eigen::ArrayXd x = Eigen::ArrayXd::Constant(1, 100);
    CHECK(Afeature(x, {.unit = "power"}).to_db().values()(0, 0) == Approx(20));
    CHECK(Afeature(x, {.unit = "amplitude"}).to_db().values()(0, 0) == Approx(40));
    CHECK(Afeature(x, {.unit = "power"}).to_db().unit() == "dB");
}

TEST_CASE("between frames values lie on a line", "[afeature]") {
    const Afeature f = table();
    CHECK(f.at(0.25_s)(0) == Approx(2.5));
    CHECK(f.at(0.25_s)(1) == Approx(6.5));
    CHECK(f.at(-3_s)(0) == 0);
    CHECK(f.at(9_s)(0) == 10);
    CHECK_THROWS_AS(f(slice(0, 0)).at(0_s), ArgumentError);
    CHECK_THROWS_AS(f(slice(none, none, -1)).at(0_s), ArgumentError);
    CHECK_THROWS_AS(f.at(Seconds(NAN)), ArgumentError);
}

TEST_CASE("a feature becomes a control signal", "[afeature]") {
    Afeature f = table();
    f.values()(2, 0) = NAN; // the line goes on to the next
    f.values().col(2) = NAN;
    const Asig sig = f.to_sig(100);
    CHECK(sig.sr() == 100);
    CHECK(sig.samples() == 101);
    CHECK(sig.cn() == f.cn());
    CHECK(sig.sig()(15, 0) == Approx(1.5));
    CHECK(sig.sig()(20, 0) == Approx(2));
    CHECK(sig.sig()(100, 1) == Approx(100));
    CHECK(sig.sig().col(2).abs().maxCoeff() == 0);
    CHECK_THROWS_AS(f.to_sig(0), ArgumentError);
}

TEST_CASE("a feature is saved as CSV and .npy", "[afeature]") {
    const Folder folder;
    const Afeature f = table();
    f.save(folder / "f.csv").save(folder / "f.npy");
    const io::Table read = io::load_csv(folder / "f.csv");
    CHECK(read.names == std::vector<std::string>{"time", "a", "b", "c"});
    CHECK((read.values.rightCols(3) == f.values()).all());
    CHECK(read.values(3, 0) == f.times()(3));
    CHECK((io::load_npy(folder / "f.npy") == f.values()).all());
    CHECK_THROWS_AS(f.save(folder / "f.txt"), ArgumentError);
}

TEST_CASE("cepstra become a feature with the times of their centres", "[afeature]") {
    const Amfcc mfcc(Asig(Eigen::ArrayXXf::Random(2000, 2), {.sr = 8000, .cn = {"l", "r"}}), {.ncep = 5});
    const Afeature f(mfcc);
    CHECK(f.frames() == mfcc.nframes());
    CHECK(f.cn()[5] == "r:mfcc0");
    CHECK(f.times()(0) == 0.0125);
    CHECK((f.channel(1).values() == mfcc.cepstra(1)).all());
}

TEST_CASE("a signal gives its features", "[afeature]") {
    const Asig sig(Eigen::ArrayXXf::Random(4000, 2), {.sr = 8000, .label = "noise", .cn = {"l", "r"}});
    const Afeature f = sig.features({"centroid", "mfcc"}, {.nperseg = 512, .stride = 256});
    CHECK(f.label() == "noise");
    CHECK(f.frames() == 16);
    CHECK(f.columns() == 2 * 21);
    CHECK(f.times()(1) == 256. / 8000);
    CHECK(f("centroid").columns() == 2);
    CHECK(sig.to_mel({.n_mels = 40}).unit() == "power");
    CHECK(sig.to_mel({.n_mels = 40}).freqs().size() == 80);
    CHECK(sig.to_chroma().channel(0).cn()[9] == "A");
    CHECK(sig.features({"rms"}, {.nperseg = 100, .boundary = dsp::Boundary::off}).times()(0) == 50. / 8000);
    CHECK_THROWS_AS(sig.features({}), ArgumentError);
    CHECK(Asig(0).features({"rms"}).frames() == 0);
}

TEST_CASE("a signal gives its constant-Q transform and chroma", "[afeature]") {
    const Asig sig = Ugen::sine({.freq = 440, .dur = 1, .sr = 22050, .channels = 2, .cn = {"l", "r"}});
    const Afeature cqt = sig.to_cqt();
    CHECK(cqt.frames() == 22050 / 512 + 1);
    CHECK(cqt.columns() == 2 * 84);
    CHECK(cqt.freqs()[45] == Approx(440));
    CHECK(cqt.values()(20, 45) == cqt.values().row(20).maxCoeff());
    CHECK(cqt.values()(20, 84 + 45) == cqt.values()(20, 45));
    const Afeature chroma = sig.to_chroma_cqt();
    CHECK(chroma.cn()[12 + 9] == "r:A");
    CHECK(chroma.values()(20, 12 + 9) == 1);
    CHECK(chroma.values()(20, 0) < 0.1);
    CHECK(sig.to_chroma_cqt({.n_chroma = 36}).columns() == 72);
    CHECK_THROWS_AS(sig.to_chroma_cqt({.n_chroma = 7}), ArgumentError);
    CHECK_THROWS_AS(sig.to_chroma_cqt({.n_chroma = 0}), ArgumentError);
    for (const Index many : {std::numeric_limits<Index>::max(), std::numeric_limits<Index>::min()})
        CHECK_THROWS_AS(sig.to_chroma_cqt({.n_chroma = many}), ArgumentError);
    CHECK_THROWS_AS(sig.to_cqt({.n_bins = 200}), ArgumentError);
}

TEST_CASE("a moved-from feature has nothing in it", "[afeature]") {
    Afeature f = table();
    const Afeature g = std::move(f);
    CHECK(g.frames() == 11);
    CHECK(f.frames() == 0); // NOLINT: that is what is tested
    CHECK(f.values().size() == 0);
    CHECK_NOTHROW(f.to_db());
}

TEST_CASE("a feature refuses options that don't fit", "[afeature]") {
    const Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(3, 4);
    CHECK_THROWS_AS(Afeature(x, {.sr = 0}), ArgumentError);
    CHECK_THROWS_AS(Afeature(x, {.hop = 0}), ArgumentError);
    CHECK_THROWS_AS(Afeature(x, {.hop = std::numeric_limits<Index>::max()}), ArgumentError);
    CHECK_THROWS_AS(Afeature(x, {.first = INFINITY}), ArgumentError);
    CHECK_THROWS_AS(Afeature(x, {.cn = {"a"}}), ArgumentError);
    CHECK_THROWS_AS(Afeature(x, {.freqs = {1, 2}}), ArgumentError);
    CHECK_THROWS_AS(Afeature(x, {.channels = {"l", "m", "r"}}), ArgumentError);
}
