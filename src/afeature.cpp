// SPDX-License-Identifier: MIT
#include "afeature_data.hpp"
#include "quoted.hpp"

#include <pya/amfcc.hpp>
#include <pya/error.hpp>
#include <pya/memory.hpp>

#include <cmath>
#include <ostream>
#include <set>
#include <utility>

namespace pya {

using detail::fail;

Afeature::Afeature(Index frames, Index columns, const AfeatureOptions& options) {
    const Index channels = std::max<Index>(1, std::ssize(options.channels));
    if (options.sr < 1) fail("Afeature: option sr is ", options.sr, "; it must be at least 1 Hz");
    if (options.hop < 1 || options.hop > Index{1} << 31)
        fail("Afeature: option hop is ", options.hop, "; it must be 1 to 2^31");
    if (!std::isfinite(options.first))
        fail("Afeature: option first is ", options.first, "; it must be finite");
    if (columns % channels != 0)
        fail("Afeature: there are ", columns, " columns for ", channels, " channels; each must have as many");
    const Index each = columns / channels;
    const auto check = [&](const char* option, Index count) {
        if (count != 0 && count != each)
            fail("Afeature: option ", option, " has ", count, " entries for ", each, " columns a channel");
    };
    check("cn", std::ssize(options.cn));
    check("freqs", std::ssize(options.freqs));
    data_ = detail::within_memory("Afeature", [&] {
        auto data = std::make_unique<Data>();
        data->values.resize(static_cast<std::size_t>(frames) * static_cast<std::size_t>(columns));
        for (Index t = 0; t < frames; ++t)
            data->positions.push_back(options.first +
                                      static_cast<double>(t) * static_cast<double>(options.hop));
        for (Index i = 0; i < columns; ++i) {
            const auto c = static_cast<std::size_t>(i / each), k = static_cast<std::size_t>(i % each);
            data->bare.push_back(options.cn.empty() ? std::to_string(k) : options.cn[k]);
            data->cn.push_back((options.channels.size() > 1 ? options.channels[c] + ":" : "") +
                               data->bare.back());
            data->channel.push_back(i / each);
            if (!options.freqs.empty()) data->freqs.push_back(options.freqs[k]);
        }
        data->unit = options.unit;
        data->label = options.label;
        data->sr = options.sr;
        data->hop = options.hop;
        return data;
    });
}

namespace {

AfeatureOptions options_of(const Amfcc& mfcc) {
    AfeatureOptions options{.sr = mfcc.sr(),
                            .hop = mfcc.hopsize(),
                            .first = static_cast<double>(mfcc.n_per_frame()) / 2,
                            .label = mfcc.given_label()};
    for (Index k = 0; k < mfcc.ncep(); ++k) options.cn.push_back("mfcc" + std::to_string(k));
    if (mfcc.channels() > 1) options.channels = mfcc.cn();
    return options;
}

} // namespace

Afeature::Afeature(const Amfcc& mfcc)
    : Afeature(mfcc.nframes(), mfcc.ncep() * mfcc.channels(), options_of(mfcc)) {
    for (Index c = 0; c < mfcc.channels(); ++c)
        values().middleCols(c * mfcc.ncep(), mfcc.ncep()) = mfcc.cepstra(c);
}

Afeature::Afeature(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Afeature::Afeature(const Afeature& other)
    : data_(detail::within_memory("Afeature", [&] { return std::make_unique<Data>(other.data()); })) {}
Afeature::Afeature(Afeature&& other) noexcept = default;
Afeature& Afeature::operator=(Afeature other) noexcept {
    data_ = std::move(other.data_);
    return *this;
}
Afeature::~Afeature() = default;

const Afeature::Data& Afeature::data() const {
    static const Data empty;
    return data_ ? *data_ : empty;
}

Afeature::ConstValues Afeature::values() const& { return {data().values.data(), frames(), columns()}; }
Afeature::Values Afeature::values() & {
    if (!data_) return {nullptr, 0, 0};
    return {data_->values.data(), frames(), columns()};
}

Index Afeature::frames() const { return data().frames(); }
Index Afeature::columns() const { return data().columns(); }
Index Afeature::channels() const {
    return std::ssize(std::set(data().channel.begin(), data().channel.end()));
}
int Afeature::sr() const { return data().sr; }
Index Afeature::hop() const { return data().hop; }
double Afeature::rate() const { return static_cast<double>(sr()) / static_cast<double>(hop()); }
const std::vector<std::string>& Afeature::cn() const& { return data().cn; }
std::vector<std::string> Afeature::cn() && { return data().cn; }
const std::vector<double>& Afeature::freqs() const& { return data().freqs; }
std::vector<double> Afeature::freqs() && { return data().freqs; }
const std::string& Afeature::unit() const& { return data().unit; }
std::string Afeature::unit() && { return data().unit; }
const std::string& Afeature::label() const& { return data().label; }
std::string Afeature::label() && { return data().label; }

void Afeature::write_times(double* seconds) const {
    for (const double position : data().positions) *seconds++ = position / sr();
}

std::string Afeature::repr() const {
    std::ostringstream out;
    out << "Afeature(" << detail::quoted(label()) << "): " << columns() << " x " << frames() << " @ "
        << rate() << "Hz cn=" << detail::quoted(cn());
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Afeature& feature) { return out << feature.repr(); }

} // namespace pya
