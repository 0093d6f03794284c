// SPDX-License-Identifier: MIT
/// @file
/// A table of features: one line of CSV on stdout for each sound file, in the order of the arguments. Any
/// number of threads gives the same table. Progress and files that can't be used are reported on stderr. The
/// exit status is 0 if all files were used, 1 if some were not, and 2 for wrong arguments.
///
///     features [--threads N] FILE...
///
/// Levels are in dB over all channels; the spectral centroid in Hz and the means of the cepstral coefficients
/// belong to the mean of the channels. Silence has no centroid (nan).
#include <pya/pya.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace pya;

namespace {

const MfccOptions mfcc_options{.ncep = 13};

std::string header() {
    std::string line = "file,sr,channels,dur,rms_db,peak_db,centroid";
    for (Index k = 0; k < mfcc_options.ncep; ++k) line += ",mfcc_" + std::to_string(k);
    return line + '\n';
}

/// A name as a CSV field.
std::string quoted(const std::string& name) {
    if (name.find_first_of(",\"\r\n") == std::string::npos) return name;
    std::string field = "\"";
    for (const char c : name) field += c == '"' ? std::string("\"\"") : std::string(1, c);
    return field + '"';
}

std::string number(double x) {
    if (std::isnan(x)) return ",nan";
    char text[32];
    std::snprintf(text, sizeof text, ",%.6g", x);
    return text;
}

std::string features(const std::string& file) {
    const Asig sig(file);
    if (sig.samples() == 0) throw ArgumentError("'" + file + "' has no samples");
    if (!sig.sig().allFinite()) throw ArgumentError("'" + file + "' has samples that are NaN or infinite");
    const Asig mono = sig.mono();

    const auto [freqs, times, sxx] = mono.spectrogram({.nperseg = 2048});
    const Eigen::ArrayXd power = sxx.cast<double>().rowwise().sum();
    const Amfcc mfcc = mono.to_mfcc(mfcc_options);

    std::string line =
        quoted(file) + number(sig.sr()) + number(static_cast<double>(sig.channels())) + number(sig.dur());
    line += number(ampdb(std::sqrt(sig.rms().square().mean()))) + number(ampdb(sig.sig().abs().maxCoeff()));
    line += number((freqs * power).sum() / power.sum());
    for (const double mean : mfcc.features().colwise().mean()) line += number(mean);
    return line + '\n';
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> files(argv + 1, argv + argc);
    std::size_t threads = std::max(1u, std::thread::hardware_concurrency());
    if (files.size() > 1 && files[0] == "--threads") {
        threads = static_cast<std::size_t>(std::max(0, std::atoi(files[1].c_str())));
        files.erase(files.begin(), files.begin() + 2);
    }
    if (files.empty() || threads == 0) {
        std::fprintf(stderr, "usage: features [--threads N] FILE...\n");
        return 2;
    }

    // Each worker takes the next file that is free. The place of a line does not depend on which worker makes
    // it.
    std::vector<std::string> lines(files.size());
    std::atomic<std::size_t> next = 0;
    std::size_t done = 0, bad = 0;
    std::mutex progress;
    const auto work = [&] {
        for (std::size_t i = next++; i < files.size(); i = next++) {
            std::string problem;
            try {
                lines[i] = features(files[i]);
            } catch (const std::exception& error) {
                problem = std::string(": ") + error.what();
            }
            const std::lock_guard lock(progress);
            if (!problem.empty()) ++bad;
            std::fprintf(stderr, "%zu/%zu %s%s\n", ++done, files.size(), problem.empty() ? "" : "skipped ",
                         (files[i] + problem).c_str());
        }
    };
    std::vector<std::jthread> workers;
    for (std::size_t i = 1; i < std::min(threads, files.size()); ++i) workers.emplace_back(work);
    work();
    workers.clear();

    std::fputs(header().c_str(), stdout);
    for (const std::string& line : lines) std::fputs(line.c_str(), stdout);
    return bad == 0 ? 0 : 1;
}
