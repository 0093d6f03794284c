// SPDX-License-Identifier: MIT
#include <pya/agen/mix.hpp>
#include <pya/dsp/leaf/pan.hpp>

#include "agen/node.hpp"

#include <algorithm>

namespace pya::gen {
namespace {

using namespace impl;

void check_mono(const char* function, const Agen& x) {
    if (x.channels() != 1)
        detail::fail(function, ": the generator has ", x.channels(), " channels; it must have one");
}

class Pick : public Unit {
public:
    explicit Pick(Index input) : input_(input) {}
    Index process(const Io& io) noexcept override {
        std::copy_n(io.in[input_], io.n, io.out);
        return io.n;
    }
    void reset() noexcept override {}

private:
    Index input_;
};

class Pan : public Unit {
public:
    explicit Pan(bool right) : right_(right) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            const auto gains = dsp::leaf::pan(io.in[1][i]);
            io.out[i] = io.in[0][i] * (right_ ? gains.right : gains.left);
        }
        return io.n;
    }
    void reset() noexcept override {}

private:
    bool right_;
};

} // namespace

Agen channels(const std::vector<Agen>& each) {
    if (each.empty()) detail::fail("gen::channels: there is no generator; there must be at least one");
    for (const Agen& one : each) check_mono("gen::channels", one);
    const std::shared_ptr<Node> node = joined("gen::channels", each);
    node->channels = static_cast<Index>(each.size());
    node->make = [](Index channel, const Setup&) { return std::make_unique<Pick>(channel); };
    return Agen(node);
}

Agen channel(const Agen& x, Index c) {
    if (c < 0 || c >= x.channels())
        detail::fail("gen::channel: c is ", c, "; it must be 0 to ", x.channels() - 1);
    const std::shared_ptr<Node> node = joined("gen::channel", {x});
    node->channels = 1;
    node->channel = c;
    node->make = [](Index, const Setup&) { return std::make_unique<Pick>(0); };
    return Agen(node);
}

Agen pan2(const Agen& x, const Agen& pan) {
    check_mono("gen::pan2", x);
    check_mono("gen::pan2", pan);
    const std::shared_ptr<Node> node = joined("gen::pan2", {x, pan});
    node->channels = 2;
    node->make = [](Index channel, const Setup&) { return std::make_unique<Pan>(channel == 1); };
    return Agen(node);
}

} // namespace pya::gen
