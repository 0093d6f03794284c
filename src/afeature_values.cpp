// SPDX-License-Identifier: MIT
// What an Afeature computes of its values, and where they go.
#include "afeature_data.hpp"

#include "afeature_file.hpp"
#include "io/text_file.hpp"

#include <pya/error.hpp>
#include <pya/memory.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya {

using detail::fail;

namespace {

/// The middle of values, which are put in another order.
double middle(std::vector<double>& x) {
    const auto half = x.begin() + std::ssize(x) / 2;
    std::nth_element(x.begin(), half, x.end());
    return x.size() % 2 == 1 ? *half : (*half + *std::max_element(x.begin(), half)) / 2;
}

} // namespace

void Afeature::write_statistic(Statistic which, double* values) const {
    std::vector<double> x;
    for (Index k = 0; k < columns(); ++k) {
        x.clear();
        for (Index t = 0; t < frames(); ++t)
            if (const double value = data().row(t)[k]; !std::isnan(value)) x.push_back(value);
        values[k] = std::numeric_limits<double>::quiet_NaN();
        if (x.empty()) continue;
        const Eigen::Map<const Eigen::ArrayXd> all_of(x.data(), std::ssize(x));
        switch (which) {
        case Statistic::mean: values[k] = all_of.mean(); break;
        case Statistic::median: values[k] = middle(x); break;
        case Statistic::std: values[k] = std::sqrt((all_of - all_of.mean()).square().mean()); break;
        case Statistic::min: values[k] = all_of.minCoeff(); break;
        case Statistic::max: values[k] = all_of.maxCoeff(); break;
        }
    }
}

double Afeature::of_one(Statistic which, const std::string& name) const {
    const Afeature part = named({name});
    if (part.columns() != 1)
        fail("Afeature: '", name, "' names ", part.columns(), " columns; for one number it must name one",
             part.columns() > 1 ? ", such as '" + part.cn()[0] + "'" : std::string());
    double value = 0;
    part.write_statistic(which, &value);
    return value;
}

void Afeature::check_alike(const char* operation, const Afeature& other) const {
    if (frames() != other.frames() || columns() != other.columns())
        fail("Afeature ", operation, ": the operands are ", frames(), " x ", columns(), " and ",
             other.frames(), " x ", other.columns(), "; they must have one shape");
}

Afeature& Afeature::operator+=(const Afeature& other) {
    check_alike("+", other);
    values() += other.values();
    return *this;
}
Afeature& Afeature::operator-=(const Afeature& other) {
    check_alike("-", other);
    values() -= other.values();
    return *this;
}
Afeature& Afeature::operator*=(const Afeature& other) {
    check_alike("*", other);
    values() *= other.values();
    return *this;
}
Afeature& Afeature::operator/=(const Afeature& other) {
    check_alike("/", other);
    values() /= other.values();
    return *this;
}
Afeature& Afeature::operator+=(double other) {
    values() += other;
    return *this;
}
Afeature& Afeature::operator-=(double other) {
    values() -= other;
    return *this;
}
Afeature& Afeature::operator*=(double other) {
    values() *= other;
    return *this;
}
Afeature& Afeature::operator/=(double other) {
    values() /= other;
    return *this;
}

Afeature operator+(Afeature a, const Afeature& b) { return std::move(a += b); }
Afeature operator-(Afeature a, const Afeature& b) { return std::move(a -= b); }
Afeature operator*(Afeature a, const Afeature& b) { return std::move(a *= b); }
Afeature operator/(Afeature a, const Afeature& b) { return std::move(a /= b); }
Afeature operator+(Afeature a, double b) { return std::move(a += b); }
Afeature operator-(Afeature a, double b) { return std::move(a -= b); }
Afeature operator*(Afeature a, double b) { return std::move(a *= b); }
Afeature operator/(Afeature a, double b) { return std::move(a /= b); }
Afeature operator+(double a, Afeature b) { return std::move(b += a); }
Afeature operator*(double a, Afeature b) { return std::move(b *= a); }
Afeature operator-(double a, Afeature b) {
    b.values() = a - b.values();
    return b;
}
Afeature operator/(double a, Afeature b) {
    b.values() = a / b.values();
    return b;
}

Afeature Afeature::delta(const DeltaOptions& options) const {
    Afeature slopes = *this;
    slopes.values() = dsp::delta(values(), options);
    return slopes;
}

Afeature Afeature::to_db(const DecibelOptions& options) const {
    Afeature levels = *this;
    if (!levels.data_) return levels;
    const std::span<double> x = levels.data_->values;
    if (unit() == "amplitude")
        dsp::amplitude_to_db(x, x, options);
    else
        dsp::power_to_db(x, x, options);
    levels.data_->unit = "dB";
    return levels;
}

Asig Afeature::to_sig(int sr) const {
    if (sr < 1) fail("Afeature::to_sig: argument sr is ", sr, "; it must be at least 1 Hz");
    check_ascending("to_sig");
    const std::vector<double>& at = data().positions;
    const double last = at.empty() ? -1 : at.back() / this->sr() * sr;
    if (last >= 1e12) fail("Afeature::to_sig: argument sr is ", sr, "; that is too many samples");
    const Index samples = static_cast<Index>(std::floor(last + 1e-6)) + 1;
    return detail::within_memory("Afeature::to_sig", [&] {
        Eigen::ArrayXXf sig = Eigen::ArrayXXf::Zero(std::max<Index>(samples, 0), columns());
        for (Index k = 0; k < columns(); ++k) {
            std::vector<Index> known;
            for (Index t = 0; t < frames(); ++t)
                if (!std::isnan(data().row(t)[k])) known.push_back(t);
            std::size_t next = 0; // the first known frame after the sample
            for (Index i = 0; i < sig.rows() && !known.empty(); ++i) {
                const double position = static_cast<double>(i) / sr * this->sr();
                const auto place = [&](std::size_t n) { return at[static_cast<std::size_t>(known[n])]; };
                const auto value = [&](std::size_t n) { return data().row(known[n])[k]; };
                while (next < known.size() && place(next) <= position) ++next;
                double y = value(next == 0 ? 0 : next - 1);
                if (next > 0 && next < known.size())
                    y += (position - place(next - 1)) / (place(next) - place(next - 1)) * (value(next) - y);
                sig(i, k) = static_cast<float>(y);
            }
        }
        return Asig(sig, {.sr = sr, .label = label(), .cn = cn()});
    });
}

const Afeature& Afeature::save(const std::string& path) const& {
    detail::within_memory("Afeature::save", [&] {
        io::write_file(path, detail::feature_file("Afeature::save: argument path", path, *this));
    });
    return *this;
}

Afeature Afeature::save(const std::string& path) && {
    std::as_const(*this).save(path);
    return std::move(*this);
}

} // namespace pya
