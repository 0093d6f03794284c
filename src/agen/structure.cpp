// SPDX-License-Identifier: MIT
// What follows after what: then, hold, loop and lasting.
#include <pya/agen/mix.hpp>
#include <pya/index.hpp>

#include "agen/schedule.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya {
namespace {

using namespace gen::impl;

/// Parts of a graph that have clocks of their own, and what they give to the present block. It is common to
/// the channels, so that each part is computed once.
class Parts {
public:
    virtual ~Parts() = default;
    virtual void reset() noexcept = 0;
    virtual Index frames() const = 0;

    void begin(const Node& part, const Setup& setup) {
        parts_.push_back({std::make_unique<Schedule>(part, setup), part.channels});
    }
    /// Adds a channel, and returns its number in the order in which they come.
    Index add(Index channel) {
        for (const Part& part : parts_) part.schedule->add(std::min(channel, part.channels - 1));
        values_.resize(values_.size() + static_cast<std::size_t>(block));
        return channels() - 1;
    }
    Index ready() {
        Index most = 0;
        for (const Part& part : parts_) most = std::max(most, part.schedule->ready());
        return most;
    }
    void compute(double* scratch, Index n) noexcept { computed_ = process(scratch, n); }
    Index computed() const { return computed_; }
    double* channel(Index c) { return values_.data() + c * block; }

protected:
    /// Computes the next n values of all channels. Fewer are the end.
    virtual Index process(double* scratch, Index n) noexcept = 0;
    Index channels() const { return static_cast<Index>(values_.size()) / block; }
    std::size_t count() const { return parts_.size(); }
    Schedule& schedule(std::size_t i) { return *parts_[i].schedule; }
    const Schedule& schedule(std::size_t i) const { return *parts_[i].schedule; }
    /// The next values of a part, after those that are done already.
    Index run(Schedule& part, double* scratch, Index done, Index n) noexcept {
        const Index written = part.process(scratch, n);
        for (Index c = 0; c < channels(); ++c)
            std::copy_n(part.output(scratch, c), written, channel(c) + done);
        return written;
    }

private:
    struct Part {
        std::unique_ptr<Schedule> schedule;
        Index channels;
    };
    std::vector<Part> parts_;
    dsp::AlignedVector<double> values_; // a block for each channel
    Index computed_ = 0;
};

/// Parts one after another.
class Sequence : public Parts {
public:
    void reset() noexcept override {
        for (std::size_t i = 0; i <= std::min(present_, count() - 1); ++i) schedule(i).reset();
        present_ = 0;
    }
    Index frames() const override {
        Index sum = 0;
        for (std::size_t i = 0; i < count(); ++i) {
            const Index more = schedule(i).frames();
            sum = more < endless - sum ? sum + more : endless;
        }
        return sum;
    }

private:
    Index process(double* scratch, Index n) noexcept override {
        Index done = 0;
        while (done < n && present_ < count()) {
            const Index wanted = n - done, written = run(schedule(present_), scratch, done, wanted);
            done += written;
            present_ += written < wanted;
        }
        return done;
    }

    std::size_t present_ = 0;
};

/// A part again and again.
class Loop : public Parts {
public:
    void reset() noexcept override { schedule(0).reset(); }
    Index frames() const override { return endless; }

private:
    Index process(double* scratch, Index n) noexcept override {
        bool empty = false; // without samples it is silent
        for (Index done = 0; done < n;) {
            const Index wanted = n - done, written = run(schedule(0), scratch, done, wanted);
            done += written;
            if (written == wanted) break;
            if (empty && written == 0) {
                for (Index c = 0; c < channels(); ++c) std::fill(channel(c) + done, channel(c) + n, 0.);
                break;
            }
            schedule(0).reset();
            empty = true;
        }
        return n;
    }
};

/// A part that ends after so many frames.
class Lasting : public Parts {
public:
    explicit Lasting(Index frames) : frames_(frames) {}
    void reset() noexcept override {
        schedule(0).reset();
        position_ = 0;
    }
    Index frames() const override { return std::min(schedule(0).frames(), frames_); }

private:
    Index process(double* scratch, Index n) noexcept override {
        const Index wanted = std::min(n, frames_ - position_);
        const Index written = wanted > 0 ? run(schedule(0), scratch, 0, wanted) : 0;
        position_ += written;
        return written;
    }

    Index frames_, position_ = 0;
};

/// A channel of the parts. The first one computes all.
class ChannelOfParts : public Unit {
public:
    ChannelOfParts(std::shared_ptr<Parts> parts, Index channel)
        : parts_(std::move(parts)), channel_(channel) {}
    Index process(const Io& io) noexcept override {
        if (channel_ == 0) parts_->compute(io.scratch, io.n);
        std::copy_n(parts_->channel(channel_), parts_->computed(), io.out);
        return parts_->computed();
    }
    void reset() noexcept override {
        if (channel_ == 0) parts_->reset();
    }
    Index ready() override { return channel_ == 0 ? parts_->ready() : 0; }
    Index frames(Index, Index) const override { return parts_->frames(); }

private:
    std::shared_ptr<Parts> parts_;
    Index channel_;
};

/// The unit of a channel of a node; make_parts() gives those of the first one.
template <class MakeParts>
std::unique_ptr<Unit> channel_of_parts(const Node* node, Index channel, const Setup& setup,
                                       MakeParts make_parts) {
    std::shared_ptr<void>& common = (*setup.common)[node];
    if (common == nullptr) common = std::shared_ptr<Parts>(make_parts());
    const auto parts = std::static_pointer_cast<Parts>(common);
    const Index number = parts->add(channel);
    return std::make_unique<ChannelOfParts>(parts, number);
}

class Hold : public Unit {
public:
    Index process(const Io& io) noexcept override {
        const Index written = io.counts[0];
        std::copy_n(io.in[0], written, io.out);
        if (written > 0) last_ = io.in[0][written - 1];
        std::fill(io.out + written, io.out + io.n, last_);
        return io.n;
    }
    void reset() noexcept override { last_ = 0; }
    bool outlives() const override { return true; }
    Index frames(Index, Index) const override { return endless; }

private:
    double last_ = 0;
};

PYA_INLINE void accumulate(const double* x, double* sum, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) sum[i] += x[i];
}

class Mix : public Unit {
public:
    explicit Mix(std::size_t inputs) : inputs_(inputs) {}
    Index process(const Io& io) noexcept override {
        Index most = 0;
        for (std::size_t k = 0; k < inputs_; ++k) most = std::max(most, io.counts[k]);
        std::fill_n(io.out, most, 0.);
        for (std::size_t k = 0; k < inputs_; ++k) simd::run<accumulate>(io.in[k], io.out, io.counts[k]);
        return most;
    }
    void reset() noexcept override {}
    bool outlives() const override { return true; }
    Index frames(Index, Index most) const override { return most; }

private:
    std::size_t inputs_;
};

// The parts of a sequence of sequences, in order.
std::vector<const Node*> flat_parts(const Node& first, const Node& next) {
    std::vector<const Node*> parts, open{&next, &first};
    while (!open.empty()) {
        const Node* node = open.back();
        open.pop_back();
        if (node->first) {
            open.push_back(node->next.get());
            open.push_back(node->first.get());
        } else {
            parts.push_back(node);
        }
    }
    return parts;
}

} // namespace

Agen Agen::then(const Agen& next) const {
    if (std::isinf(duration())) return *this;
    const std::shared_ptr<Node> node = nested("Agen::then", *this), after = nested("Agen::then", next);
    const std::shared_ptr<Node> both = joined("Agen::then", {*this, next});
    // A sequence of sequences is one sequence.
    both->depth = std::max(node_->first ? node_->depth : node->depth,
                           next.node_->first ? next.node_->depth : after->depth);
    both->inputs.clear();
    both->first = node_;
    both->next = next.node_;
    both->duration = duration() + next.duration();
    both->make = [self = both.get(), first = node_.get(), last = next.node_.get()](Index channel,
                                                                                   const Setup& setup) {
        return channel_of_parts(self, channel, setup, [&] {
            auto parts = std::make_unique<Sequence>();
            for (const Node* part : flat_parts(*first, *last)) parts->begin(*part, {setup.sr});
            return parts;
        });
    };
    return Agen(both);
}

Agen Agen::hold() const {
    if (std::isinf(duration())) return *this;
    const std::shared_ptr<Node> node = joined("Agen::hold", {*this});
    node->duration = infinite;
    node->make = [](Index, const Setup&) { return std::make_unique<Hold>(); };
    return Agen(node);
}

Agen Agen::loop() const {
    if (std::isinf(duration())) return *this;
    const std::shared_ptr<Node> node = nested("Agen::loop", *this);
    node->duration = infinite;
    node->make = [self = node.get(), part = node_](Index channel, const Setup& setup) {
        return channel_of_parts(self, channel, setup, [&] {
            auto parts = std::make_unique<Loop>();
            parts->begin(*part, {setup.sr});
            return parts;
        });
    };
    return Agen(node);
}

Agen Agen::lasting(Seconds dur) const {
    if (!(dur.value >= 0 && dur.value <= 1e9))
        detail::fail("Agen::lasting: dur is ", dur.value, " s; it must be 0 to 1e9 s");
    const std::shared_ptr<Node> node = nested("Agen::lasting", *this);
    node->duration = std::min(node->duration, dur.value);
    node->make = [self = node.get(), part = node_, dur](Index channel, const Setup& setup) {
        return channel_of_parts(self, channel, setup, [&] {
            const Index frames = to_samples(dur, setup.sr);
            auto parts = std::make_unique<Lasting>(frames);
            parts->begin(*part, {setup.sr, frames});
            return parts;
        });
    };
    return Agen(node);
}

Agen gen::mix(const std::vector<Agen>& parts) {
    const std::shared_ptr<Node> node = joined("gen::mix", parts);
    node->duration = 0;
    for (const Agen& part : parts) node->duration = std::max(node->duration, part.duration());
    node->make = [inputs = parts.size()](Index, const Setup&) { return std::make_unique<Mix>(inputs); };
    return Agen(node);
}

} // namespace pya
