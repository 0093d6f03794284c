// SPDX-License-Identifier: MIT
/// @file
/// The inputs of the rows: the same samples for the library, for the peers and for compare.py.
#ifndef PYA_BENCH_INPUT_HPP
#define PYA_BENCH_INPUT_HPP

#include <Eigen/Core>

namespace bench {

constexpr int sr = 44100;
constexpr double semitone = 1.0594630943592953; // a rate, 2^(1/12)
constexpr Eigen::Index ten_seconds = 10 * sr;
constexpr Eigen::Index ten_minutes = 600 * sr;

/// Uniform noise in [-1, 1). Channel c has the numbers of np.random.seed(7 + c) and np.random.rand().
Eigen::ArrayXXf make_white(Eigen::Index samples, Eigen::Index channels);
/// The same noise, which is made once and kept.
const Eigen::ArrayXXf& white(Eigen::Index samples, Eigen::Index channels = 1);

/// Noise that dies away in that time.
Eigen::ArrayXf impulse_response(Eigen::Index seconds = 2);

/// A tenth of a second of noise, then silence up to ten seconds.
Eigen::ArrayXf burst();

/// One minute of noise, every second half a second of it.
Eigen::ArrayXf bursts();

/// Ten seconds of four sines, the highest at 15 kHz.
Eigen::ArrayXf chord(int rate = sr);

/// The onsets of `count` sounds in frames, unsorted and all different.
Eigen::ArrayX<Eigen::Index> onsets(Eigen::Index count);

} // namespace bench

#endif
