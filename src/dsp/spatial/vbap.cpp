// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/vbap.hpp>

#include <pya/error.hpp>

#include "dsp/spatial/unit_vector.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pya::dsp {
namespace {

using Vector = std::array<double, 3>;

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Vector cross(const Vector& a, const Vector& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Vector scaled(const Vector& a, double factor) { return {a[0] * factor, a[1] * factor, a[2] * factor}; }

Vector difference(const Vector& a, const Vector& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

constexpr Vector up{0, 0, 1};
constexpr double flat = 1e-6; // of a base that spans no angle or no solid angle

} // namespace

Vbap::Vbap(const Speakers& speakers) : ring_(impl::level(speakers)) {
    if (speakers.size() < 2 || speakers.size() > 64)
        detail::fail("Vbap: there are ", speakers.size(), " loudspeakers; there must be 2 to 64");
    for (const Direction& direction : speakers) {
        const Vector here = impl::unit_vector("Vbap", direction);
        for (const Vector& other : speakers_)
            if (dot(here, other) > 1 - 1e-10)
                detail::fail("Vbap: two loudspeakers are at azimuth ", direction.azimuth, ", elevation ",
                             direction.elevation, "; each needs a direction of its own");
        speakers_.push_back(here);
    }
    if (ring_)
        find_pairs(speakers);
    else
        find_triplets();
    if (bases_.empty())
        detail::fail("Vbap: no ", ring_ ? "two" : "three",
                     " neighbours among the loudspeakers are less than 180 degrees apart");
}

// The inverse of the matrix whose columns are the vectors of the loudspeakers; the third one of a pair points
// up.
void Vbap::add_base(const std::array<std::size_t, 3>& speakers, std::size_t size) {
    const Vector &a = speakers_[speakers[0]], &b = speakers_[speakers[1]];
    const Vector& c = size == 3 ? speakers_[speakers[2]] : up;
    const double determinant = dot(a, cross(b, c));
    if (std::abs(determinant) < flat) return;
    Base base{.speakers = speakers, .size = size};
    base.inverse = {scaled(cross(b, c), 1 / determinant), scaled(cross(c, a), 1 / determinant),
                    scaled(cross(a, b), 1 / determinant)};
    bases_.push_back(base);
}

void Vbap::find_pairs(const Speakers& speakers) {
    std::vector<std::size_t> order(speakers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto turn = [&](std::size_t i) { return std::atan2(speakers_[i][1], speakers_[i][0]); };
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return turn(i) < turn(j); });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t a = order[i], b = order[(i + 1) % order.size()];
        // Counter-clockwise and less than half a turn.
        if (dot(cross(speakers_[a], speakers_[b]), up) > flat) add_base({a, b, 0}, 2);
    }
}

// The faces of the convex hull of the loudspeakers that the listener is inside of. Each loudspeaker is moved
// by a little of its own, so that no four of them share a face, and faces of more corners fall into triangles
// that don't overlap.
void Vbap::find_triplets() {
    std::vector<Vector> points;
    for (std::size_t i = 0; i < speakers_.size(); ++i) {
        const double odd = std::fmod(static_cast<double>(i + 1) * 0.6180339887498949, 1);
        points.push_back(scaled(speakers_[i], 1 + 1e-7 * odd));
    }
    const std::size_t n = points.size();
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n; ++j)
            for (std::size_t k = j + 1; k < n; ++k) {
                Vector out = cross(difference(points[j], points[i]), difference(points[k], points[i]));
                if (dot(out, points[i]) < 0) out = scaled(out, -1);
                bool face = true;
                for (std::size_t l = 0; face && l < n; ++l)
                    face = l == i || l == j || l == k || dot(out, difference(points[l], points[i])) <= 0;
                if (face) add_base({i, j, k}, 3);
            }
}

void Vbap::gains(const Direction& direction, std::span<double> gains) const {
    if (std::ssize(gains) != size())
        detail::fail("Vbap::gains: there are ", gains.size(), " gains; there must be ", size());
    Vector aim = impl::unit_vector("Vbap::gains", direction);
    if (ring_) aim = impl::unit_vector("Vbap::gains", {.azimuth = direction.azimuth});
    std::fill(gains.begin(), gains.end(), 0);

    // The base whose loudspeakers, none of them below 0, come nearest to the direction.
    const Base* best = nullptr;
    double nearest = 0;
    Vector chosen{};
    for (const Base& base : bases_) {
        Vector g{}, sum{};
        for (std::size_t i = 0; i < base.size; ++i) {
            g[i] = std::max(0., dot(base.inverse[i], aim));
            const Vector part = scaled(speakers_[base.speakers[i]], g[i]);
            sum = {sum[0] + part[0], sum[1] + part[1], sum[2] + part[2]};
        }
        const double length = std::sqrt(dot(sum, sum));
        const double cosine = length > 0 ? dot(sum, aim) / length : 0;
        if (cosine > nearest) {
            nearest = cosine;
            best = &base;
            chosen = g;
        }
    }
    if (best == nullptr) { // more than 90 degrees away from all of them
        const auto closer = [&](const Vector& a, const Vector& b) { return dot(a, aim) < dot(b, aim); };
        const auto place = std::max_element(speakers_.begin(), speakers_.end(), closer);
        gains[static_cast<std::size_t>(place - speakers_.begin())] = 1;
        return;
    }
    const double norm = std::sqrt(dot(chosen, chosen));
    for (std::size_t i = 0; i < best->size; ++i) gains[best->speakers[i]] = chosen[i] / norm;
}

} // namespace pya::dsp
