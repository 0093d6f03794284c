// SPDX-License-Identifier: MIT
#include <pya/dsp/cepstral/mel.hpp>

#include <pya/error.hpp>
#include <pya/mapping.hpp>

#include "dsp/cepstral/cepstrum.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pya::dsp {

using detail::fail;
using Eigen::Index;
using std::numbers::pi;

Eigen::MatrixXd impl::dct_matrix(Index ncep, Index n) {
    const double length = static_cast<double>(n);
    Eigen::MatrixXd m(ncep, n);
    for (Index k = 0; k < ncep; ++k)
        for (Index i = 0; i < n; ++i)
            m(k, i) = std::sqrt((k == 0 ? 1 : 2) / length) *
                      std::cos(pi * static_cast<double>(k) * static_cast<double>(2 * i + 1) / (2 * length));
    return m;
}

Eigen::ArrayXd impl::lifter_factors(Index ncep, Index L) {
    if (L < 0) fail("lifter: L is ", L, "; it must be 0 or more");
    Eigen::ArrayXd factors = Eigen::ArrayXd::Ones(ncep);
    const double length = static_cast<double>(L);
    if (L > 0)
        for (Index k = 0; k < ncep; ++k)
            factors[k] += length / 2 * std::sin(pi * static_cast<double>(k) / length);
    return factors;
}

namespace {

template <class T>
Eigen::ArrayX<T> preemphasis_of(const Eigen::Ref<const Eigen::ArrayX<T>>& x, double coeff) {
    if (!std::isfinite(coeff)) fail("preemphasis: coeff is ", coeff, "; it must be finite");
    Eigen::ArrayX<T> y = x;
    if (x.size() > 1) y.tail(x.size() - 1) -= static_cast<T>(coeff) * x.head(x.size() - 1);
    return y;
}

} // namespace

Eigen::ArrayXf preemphasis(const Eigen::Ref<const Eigen::ArrayXf>& x, double coeff) {
    return preemphasis_of<float>(x, coeff);
}
Eigen::ArrayXd preemphasis(const Eigen::Ref<const Eigen::ArrayXd>& x, double coeff) {
    return preemphasis_of<double>(x, coeff);
}

FrameArray<double> mel_filterbanks(double sr, Index nfilters, Index nfft, double lowfreq,
                                   std::optional<double> highfreq) {
    if (!(sr > 0 && std::isfinite(sr))) fail("mel_filterbanks: sr is ", sr, "; it must be above 0 Hz");
    if (nfilters < 1) fail("mel_filterbanks: nfilters is ", nfilters, "; it must be 1 or more");
    if (nfft < 1) fail("mel_filterbanks: nfft is ", nfft, "; it must be 1 or more");
    const double high = highfreq ? *highfreq : std::floor(sr / 2);
    if (!(high <= sr / 2))
        fail("mel_filterbanks: highfreq is ", high, "; it must not be above sr / 2 = ", sr / 2);
    if (!(lowfreq >= 0 && lowfreq < high))
        fail("mel_filterbanks: lowfreq is ", lowfreq, "; it must lie between 0 and highfreq = ", high);

    const double low_mel = hz2mel(lowfreq);
    const double high_mel = hz2mel(high);
    const double step = (high_mel - low_mel) / static_cast<double>(nfilters + 1);
    Eigen::ArrayX<Index> corners(nfilters + 2);
    for (Index j = 0; j < corners.size(); ++j) {
        const double mel = j == nfilters + 1 ? high_mel : low_mel + static_cast<double>(j) * step;
        corners[j] = static_cast<Index>(std::floor(static_cast<double>(nfft + 1) * mel2hz(mel) / sr));
    }
    FrameArray<double> banks = FrameArray<double>::Zero(nfilters, nfft / 2 + 1);
    for (Index j = 0; j < nfilters; ++j) {
        const Index left = corners[j];
        const Index peak = corners[j + 1];
        const Index right = std::min(corners[j + 2], banks.cols());
        for (Index i = left; i < peak; ++i)
            banks(j, i) = static_cast<double>(i - left) / static_cast<double>(peak - left);
        for (Index i = peak; i < right; ++i)
            banks(j, i) =
                static_cast<double>(corners[j + 2] - i) / static_cast<double>(corners[j + 2] - peak);
    }
    return banks;
}

Eigen::ArrayXd frame_energy(const Eigen::Ref<const FrameArray<double>>& pspec) {
    return pspec.rowwise().sum().unaryExpr([](double e) { return impl::nonzero(e); });
}

FrameArray<double> log_mel(const Eigen::Ref<const FrameArray<double>>& pspec,
                           const Eigen::Ref<const FrameArray<double>>& filter_banks) {
    if (pspec.cols() != filter_banks.cols())
        fail("log_mel: the powers have ", pspec.cols(), " bins and the filters ", filter_banks.cols(),
             "; they must agree");
    FrameArray<double> energies = pspec.matrix() * filter_banks.matrix().transpose();
    return energies.unaryExpr([](double e) { return std::log(impl::nonzero(e)); });
}

FrameArray<double> dct(const Eigen::Ref<const FrameArray<double>>& x, Index ncep) {
    if (ncep < 0 || ncep > x.cols())
        fail("dct: ncep is ", ncep, "; it must lie between 0 and the ", x.cols(), " values of a row");
    return x.matrix() * impl::dct_matrix(ncep == 0 ? x.cols() : ncep, x.cols()).transpose();
}

FrameArray<double> lifter(const Eigen::Ref<const FrameArray<double>>& cepstra, Index L) {
    return cepstra.rowwise() * impl::lifter_factors(cepstra.cols(), L).transpose();
}

FrameArray<double> deltas(const Eigen::Ref<const FrameArray<double>>& cepstra, Index width) {
    if (width < 1) fail("deltas: width is ", width, "; it must be 1 or more");
    double norm = 0;
    for (Index n = 1; n <= width; ++n) norm += 2 * static_cast<double>(n) * static_cast<double>(n);
    const Index last = cepstra.rows() - 1;
    FrameArray<double> slopes = FrameArray<double>::Zero(cepstra.rows(), cepstra.cols());
    for (Index t = 0; t <= last; ++t)
        for (Index n = 1; n <= width; ++n)
            slopes.row(t) += static_cast<double>(n) / norm *
                             (cepstra.row(std::min(t + n, last)) - cepstra.row(std::max<Index>(t - n, 0)));
    return slopes;
}

} // namespace pya::dsp
