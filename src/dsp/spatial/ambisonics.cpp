// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/ambisonics.hpp>

#include <pya/error.hpp>

#include "dsp/spatial/unit_vector.hpp"

#include <Eigen/SVD>

#include <cmath>
#include <numbers>

namespace pya::dsp {
namespace {

constexpr int highest_order = 3;

// The degree of a channel, and how far it is from the middle one of its degree.
int degree_of(Index channel) { return static_cast<int>(std::sqrt(static_cast<double>(channel) + 0.5)); }
int order_of(Index channel) {
    const int degree = degree_of(channel);
    return static_cast<int>(channel) - degree * degree - degree;
}

// Whether a channel has something to say where all is level with the listener and nothing else says it.
bool is_level(Index channel) { return std::abs(order_of(channel)) == degree_of(channel); }

// By what a degree is multiplied for the most concentrated energy: Legendre polynomials at the largest root
// of the next one, or cosines on a ring.
double max_re_weight(int order, int degree, bool ring) {
    if (ring) return std::cos(degree * std::numbers::pi / (2 * order + 2));
    const double root = order == 1   ? std::sqrt(1. / 3)
                        : order == 2 ? std::sqrt(3. / 5)
                                     : std::sqrt(3. / 7 + 2. / 7 * std::sqrt(6. / 5));
    switch (degree) {
    case 0: return 1;
    case 1: return root;
    case 2: return (3 * root * root - 1) / 2;
    default: return (5 * root * root - 3) * root / 2;
    }
}

} // namespace

Index ambisonic_channels(int order) {
    if (order < 1 || order > highest_order)
        detail::fail("ambisonics: the order is ", order, "; it must be 1, 2 or 3");
    return (order + 1) * (order + 1);
}

void encode_ambisonics(const Direction& direction, std::span<double> gains) {
    const std::size_t n = gains.size();
    if (n != 4 && n != 9 && n != 16)
        detail::fail("encode_ambisonics: there are ", n, " gains; there must be 4, 9 or 16");
    const auto [x, y, z] = impl::unit_vector("encode_ambisonics", direction);
    const double root3 = std::sqrt(3), root15 = std::sqrt(15);
    gains[0] = 1;
    gains[1] = y;
    gains[2] = z;
    gains[3] = x;
    if (n < 9) return;
    gains[4] = root3 * x * y;
    gains[5] = root3 * y * z;
    gains[6] = (3 * z * z - 1) / 2;
    gains[7] = root3 * x * z;
    gains[8] = root3 / 2 * (x * x - y * y);
    if (n < 16) return;
    gains[9] = std::sqrt(5. / 8) * y * (3 * x * x - y * y);
    gains[10] = root15 * x * y * z;
    gains[11] = std::sqrt(3. / 8) * y * (5 * z * z - 1);
    gains[12] = z * (5 * z * z - 3) / 2;
    gains[13] = std::sqrt(3. / 8) * x * (5 * z * z - 1);
    gains[14] = root15 / 2 * z * (x * x - y * y);
    gains[15] = std::sqrt(5. / 8) * x * (x * x - 3 * y * y);
}

std::vector<double> ambisonic_gains(int order, const Direction& direction) {
    std::vector<double> gains(static_cast<std::size_t>(ambisonic_channels(order)));
    encode_ambisonics(direction, gains);
    return gains;
}

AlignedVector<double> impl::decoder_gains(int order, const Speakers& speakers,
                                          const AmbisonicDecoderOptions& options) {
    const Index channels = ambisonic_channels(order), n = std::ssize(speakers);
    const bool ring = level(speakers);
    std::vector<Index> used;
    for (Index k = 0; k < channels; ++k)
        if (!ring || is_level(k)) used.push_back(k);
    if (n < std::ssize(used))
        detail::fail("ambisonic_decoder: there are ", n, " loudspeakers; order ", order, " on a ",
                     ring ? "ring" : "sphere", " needs at least ", used.size());
    Eigen::MatrixXd encoded(std::ssize(used), n);
    for (Index s = 0; s < n; ++s) {
        const std::vector<double> all = ambisonic_gains(order, speakers[static_cast<std::size_t>(s)]);
        for (Index k = 0; k < std::ssize(used); ++k)
            encoded(k, s) = all[static_cast<std::size_t>(used[static_cast<std::size_t>(k)])];
    }
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(encoded, Eigen::ComputeThinU | Eigen::ComputeThinV);
    const Eigen::VectorXd& values = svd.singularValues();
    if (values(values.size() - 1) < 1e-3 * values(0))
        detail::fail("ambisonic_decoder: these ", n, " loudspeakers can't tell the directions of order ",
                     order, " apart; a lower order or more even directions can");
    Eigen::MatrixXd decoder = svd.matrixV() * values.cwiseInverse().asDiagonal() * svd.matrixU().transpose();
    if (options.max_re) {
        for (Index k = 0; k < std::ssize(used); ++k)
            decoder.col(k) *= max_re_weight(order, degree_of(used[static_cast<std::size_t>(k)]), ring);
        // The columns of decoder * encoded are the gains of sounds from the loudspeakers' directions.
        decoder *= std::sqrt(static_cast<double>(n)) / (decoder * encoded).norm();
    }
    AlignedVector<double> gains(static_cast<std::size_t>(n * channels));
    for (Index k = 0; k < std::ssize(used); ++k)
        for (Index s = 0; s < n; ++s)
            gains[static_cast<std::size_t>(used[static_cast<std::size_t>(k)] * n + s)] = decoder(s, k);
    return gains;
}

} // namespace pya::dsp
