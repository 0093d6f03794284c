// SPDX-License-Identifier: MIT
// aubio: rows 11, 17, 18, 29, 30 and 31 of docs/performance.md.
#include "row.hpp"
#include "sections.hpp"

#include <aubio/aubio.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace bench {
namespace {

using Eigen::ArrayXf;

template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

constexpr uint_t hop = 441;

ArrayXf filtered(ArrayXf sig) {
    fvec_t all{static_cast<uint_t>(sig.size()), sig.data()};
    for (const Section& s : band) {
        const Owned<aubio_filter_t> filter(new_aubio_filter_biquad(s.b0, s.b1, s.b2, s.a1, s.a2),
                                           del_aubio_filter);
        aubio_filter_do(filter.get(), &all);
    }
    return sig;
}

// f(frame) for the spectrum of each frame.
template <class F>
void frames(ArrayXf& sig, uint_t size, uint_t step, F f) {
    const Owned<aubio_pvoc_t> vocoder(new_aubio_pvoc(size, step), del_aubio_pvoc);
    const Owned<cvec_t> spectrum(new_cvec(size), del_cvec);
    for (uint_t i = 0; i + step <= sig.size(); i += step) {
        const fvec_t part{step, sig.data() + i};
        aubio_pvoc_do(vocoder.get(), &part, spectrum.get());
        f(*spectrum);
    }
}

std::vector<float> magnitudes(ArrayXf& sig, uint_t size) {
    std::vector<float> all;
    frames(sig, size, size / 2, [&](const cvec_t& s) { all.insert(all.end(), s.norm, s.norm + s.length); });
    return all;
}

std::vector<float> cepstra(ArrayXf& sig) {
    const Owned<aubio_mfcc_t> mfcc(new_aubio_mfcc(2048, 26, 13, sr), del_aubio_mfcc);
    const Owned<fvec_t> coefficients(new_fvec(13), del_fvec);
    std::vector<float> all;
    frames(sig, 2048, hop, [&](const cvec_t& s) {
        aubio_mfcc_do(mfcc.get(), &s, coefficients.get());
        all.insert(all.end(), coefficients->data, coefficients->data + 13);
    });
    return all;
}

std::vector<float> pitches(ArrayXf& sig, const char* method) {
    const Owned<aubio_pitch_t> pitch(new_aubio_pitch(method, 2048, hop, sr), del_aubio_pitch);
    const Owned<fvec_t> found(new_fvec(1), del_fvec);
    std::vector<float> all;
    for (uint_t i = 0; i + hop <= sig.size(); i += hop) {
        const fvec_t part{hop, sig.data() + i};
        aubio_pitch_do(pitch.get(), &part, found.get());
        all.push_back(found->data[0]);
    }
    return all;
}

// Powers under 128 mel filters.
std::vector<float> mel_bands(ArrayXf& sig) {
    const Owned<aubio_filterbank_t> bank(new_aubio_filterbank(128, 2048), del_aubio_filterbank);
    aubio_filterbank_set_mel_coeffs(bank.get(), sr, 0, sr / 2.f);
    aubio_filterbank_set_power(bank.get(), 2);
    const Owned<fvec_t> bands(new_fvec(128), del_fvec);
    std::vector<float> all;
    frames(sig, 2048, 512, [&](const cvec_t& s) {
        aubio_filterbank_do(bank.get(), &s, bands.get());
        all.insert(all.end(), bands->data, bands->data + 128);
    });
    return all;
}

// Every frame's answer of a detector of onsets or of beats: 0, or when it was, in samples.
template <class Detector, class Run, class Last>
std::vector<float> detected(ArrayXf& sig, Detector* detector, uint_t step, Run run, Last last) {
    const Owned<fvec_t> found(new_fvec(1), del_fvec);
    std::vector<float> all;
    for (uint_t i = 0; i + step <= sig.size(); i += step) {
        const fvec_t part{step, sig.data() + i};
        run(detector, &part, found.get());
        if (found->data[0] != 0) all.push_back(static_cast<float>(last(detector)));
    }
    return all;
}

std::vector<float> onset_positions(ArrayXf& sig, const char* method) {
    const Owned<aubio_onset_t> onset(new_aubio_onset(method, 1024, 256, sr), del_aubio_onset);
    return detected(sig, onset.get(), 256, aubio_onset_do, aubio_onset_get_last);
}

std::vector<float> beat_positions(ArrayXf& sig) {
    const Owned<aubio_tempo_t> tempo(new_aubio_tempo("default", 1024, 512, sr), del_aubio_tempo);
    return detected(sig, tempo.get(), 512, aubio_tempo_do, aubio_tempo_get_last);
}

[[maybe_unused]] const bool rows = [] {
    row("11a@aubio", [] { return [a = ArrayXf(white(ten_seconds))] { return filtered(a); }; });
    for (const uint_t size : {256u, 1024u, 4096u})
        row("17a/" + std::to_string(size) + "@aubio phase vocoder", [size] {
            return [size, a = ArrayXf(white(ten_seconds))]() mutable { return magnitudes(a, size); };
        });
    for (const std::string method : {"yinfft", "yin"})
        row("30a@aubio " + method, [method] {
            return [method, a = ArrayXf(white(ten_seconds))]() mutable { return pitches(a, method.c_str()); };
        });
    row("29a@aubio", [] { return [a = ArrayXf(white(ten_seconds))]() mutable { return mel_bands(a); }; });
    for (const std::string method : {"hfc", "specflux", "complex"})
        row("31b@aubio " + method, [method] {
            return [method, a = ArrayXf(white(ten_seconds))]() mutable {
                return onset_positions(a, method.c_str());
            };
        });
    row("31d@aubio",
        [] { return [a = ArrayXf(white(ten_seconds))]() mutable { return beat_positions(a); }; });
    row("18@aubio", [] { return [a = ArrayXf(white(ten_seconds))]() mutable { return cepstra(a); }; });
    return true;
}();

} // namespace
} // namespace bench
