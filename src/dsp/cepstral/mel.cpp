// SPDX-License-Identifier: MIT
#include <pya/dsp/cepstral/mel.hpp>

#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>
#include <pya/mapping.hpp>

#include "dsp/cepstral/cepstrum.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace pya::dsp {

using detail::fail;
using std::numbers::pi;

AlignedVector<double> impl::dct_matrix(Index ncep, Index n) {
    const double length = static_cast<double>(n);
    AlignedVector<double> m;
    m.reserve(static_cast<std::size_t>(ncep * n));
    for (Index i = 0; i < n; ++i)
        for (Index k = 0; k < ncep; ++k)
            m.push_back(
                std::sqrt((k == 0 ? 1 : 2) / length) *
                std::cos(pi * static_cast<double>(k) * static_cast<double>(2 * i + 1) / (2 * length)));
    return m;
}

AlignedVector<double> impl::lifter_factors(Index ncep, Index L) {
    AlignedVector<double> factors(static_cast<std::size_t>(ncep), 1.0);
    const double length = static_cast<double>(L);
    if (L > 0)
        for (std::size_t k = 0; k < factors.size(); ++k)
            factors[k] += length / 2 * std::sin(pi * static_cast<double>(k) / length);
    return factors;
}

std::vector<Index> impl::mel_corners(double sr, Index nfilters, Index nfft, double lowfreq,
                                     std::optional<double> highfreq) {
    if (!(sr > 0 && std::isfinite(sr))) fail("mel_filterbanks: sr is ", sr, "; it must be above 0 Hz");
    if (nfilters < 1 || nfilters > most_filters)
        fail("mel_filterbanks: nfilters is ", nfilters, "; it must lie between 1 and ", most_filters);
    if (nfft < 1 || nfft > longest_frame)
        fail("mel_filterbanks: nfft is ", nfft, "; it must lie between 1 and ", longest_frame);
    const double high = highfreq ? *highfreq : std::floor(sr / 2);
    if (!(high <= sr / 2))
        fail("mel_filterbanks: highfreq is ", high, "; it must not be above sr / 2 = ", sr / 2);
    if (!(lowfreq >= 0 && lowfreq < high))
        fail("mel_filterbanks: lowfreq is ", lowfreq, "; it must lie between 0 and highfreq = ", high);

    const double low_mel = hz2mel(lowfreq);
    const double high_mel = hz2mel(high);
    const double step = (high_mel - low_mel) / static_cast<double>(nfilters + 1);
    std::vector<Index> corners;
    for (Index j = 0; j < nfilters + 2; ++j) {
        const double mel = j == nfilters + 1 ? high_mel : low_mel + static_cast<double>(j) * step;
        corners.push_back(static_cast<Index>(std::floor(static_cast<double>(nfft + 1) * mel2hz(mel) / sr)));
    }
    return corners;
}

double impl::mel_weight(const Index* corner, Index bin) {
    if (bin < corner[0] || bin >= corner[2]) return 0;
    return bin < corner[1]
               ? static_cast<double>(bin - corner[0]) / static_cast<double>(corner[1] - corner[0])
               : static_cast<double>(corner[2] - bin) / static_cast<double>(corner[2] - corner[1]);
}

AlignedVector<double> impl::mel_weights(double sr, Index nfilters, Index nfft, double lowfreq,
                                        std::optional<double> highfreq) {
    const std::vector<Index> corners = mel_corners(sr, nfilters, nfft, lowfreq, highfreq);
    const Index bins = nfft / 2 + 1;
    AlignedVector<double> weights(static_cast<std::size_t>(nfilters * bins));
    for (Index j = 0; j < nfilters; ++j) {
        const Index* const corner = corners.data() + j;
        for (Index i = corner[0]; i < std::min(corner[2], bins); ++i)
            weights[static_cast<std::size_t>(j * bins + i)] = mel_weight(corner, i);
    }
    return weights;
}

namespace {

template <class T>
void preemphasise(std::span<const T> x, double coeff, T* y) {
    if (!std::isfinite(coeff)) fail("preemphasis: coeff is ", coeff, "; it must be finite");
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = i == 0 ? x[i] : x[i] - static_cast<T>(coeff) * x[i - 1];
}

} // namespace

void impl::preemphasis_into(std::span<const float> x, double coeff, float* y) { preemphasise(x, coeff, y); }
void impl::preemphasis_into(std::span<const double> x, double coeff, double* y) { preemphasise(x, coeff, y); }

void impl::frame_energy_into(const ConstFrames& pspec, double* energy) {
    Eigen::Map<Eigen::ArrayXd>(energy, pspec.rows()) =
        pspec.rowwise().sum().unaryExpr([](double e) { return nonzero(e); });
}

void impl::log_mel_into(const ConstFrames& pspec, const ConstFrames& filter_banks, Frames out) {
    if (pspec.cols() != filter_banks.cols())
        fail("log_mel: the powers have ", pspec.cols(), " bins and the filters ", filter_banks.cols(),
             "; they must agree");
    out.matrix().noalias() = pspec.matrix() * filter_banks.matrix().transpose();
    out = out.unaryExpr([](double e) { return std::log(nonzero(e)); });
}

Index impl::dct_size(Index values, Index ncep) {
    if (ncep < 0 || ncep > values)
        fail("dct: ncep is ", ncep, "; it must lie between 0 and the ", values, " values of a row");
    return ncep == 0 ? values : ncep;
}

void impl::dct_into(const ConstFrames& x, Frames out) {
    const AlignedVector<double> matrix = dct_matrix(out.cols(), x.cols());
    out.matrix().noalias() =
        x.matrix() * Eigen::Map<const Eigen::MatrixXd>(matrix.data(), out.cols(), x.cols()).transpose();
}

void impl::lifter_into(const ConstFrames& cepstra, Index L, Frames out) {
    const AlignedVector<double> factors = lifter_factors(cepstra.cols(), L);
    out = cepstra.rowwise() *
          Eigen::Map<const Eigen::Array<double, 1, Eigen::Dynamic>>(factors.data(), cepstra.cols());
}

void impl::deltas_into(const ConstFrames& cepstra, Index width, Frames out) {
    constexpr Index widest = 1 << 16;
    if (width < 1 || width > widest) fail("deltas: width is ", width, "; it must lie between 1 and ", widest);
    double norm = 0;
    for (Index n = 1; n <= width; ++n) norm += 2 * static_cast<double>(n) * static_cast<double>(n);
    const Index last = cepstra.rows() - 1;
    out.setZero();
    for (Index t = 0; t <= last; ++t)
        for (Index n = 1; n <= width; ++n)
            out.row(t) += static_cast<double>(n) / norm *
                          (cepstra.row(std::min(t + n, last)) - cepstra.row(std::max<Index>(t - n, 0)));
}

} // namespace pya::dsp
