// SPDX-License-Identifier: MIT
// A signal at half its rate.
#ifndef PYA_SRC_DSP_CONSTANT_Q_HALVING_HPP
#define PYA_SRC_DSP_CONSTANT_Q_HALVING_HPP

#include <pya/dsp/fft/fft.hpp>

#include "storage/pool_allocator.hpp"

#include <vector>

namespace pya::dsp::impl {

/// A low-pass, after which every second sample is left out: full up to 91.3 % of the band that remains and
/// 120 dB down from its end on. It works on blocks of a transform, of which only the band that remains is
/// taken back.
class Halving {
public:
    Halving();

    /// Half as many samples, rounded up, with as much power.
    void operator()(storage::PoolVector<double>& x) const;

private:
    RealFft<double> forth_, back_;
    std::vector<double> response_; // of the bins that remain
};

} // namespace pya::dsp::impl

#endif
