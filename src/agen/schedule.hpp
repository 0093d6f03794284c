// SPDX-License-Identifier: MIT
// The state of a graph: its units in an order in which each comes after its inputs.
#ifndef PYA_SRC_AGEN_SCHEDULE_HPP
#define PYA_SRC_AGEN_SCHEDULE_HPP

#include "agen/node.hpp"

#include <pya/dsp/aligned.hpp>

namespace pya::gen::impl {

/// A unit for each channel of each node that the wanted channels of the root need; shared nodes have one.
class Schedule {
public:
    Schedule(const Node& root, const Setup& setup);
    ~Schedule();

    /// Adds an output: a channel of the root. Outputs are counted from 0 in the order in which they come.
    void add(Index channel);
    /// To be called once, after the last add(). Returns how many buffers of `block` values process() needs.
    Index ready();

    /// Computes the next n <= block values, and returns how many came before the end.
    Index process(double* scratch, Index n) noexcept;
    /// What process() has computed.
    const double* output(const double* scratch, Index c) const {
        return values(outputs_[static_cast<std::size_t>(c)], scratch);
    }
    void reset() noexcept;
    /// How many values come before the end.
    Index frames() const { return frames_; }

private:
    using Place = int; // of values: a step's number, or ~ the number of a constant
    struct Step {
        std::unique_ptr<Unit> unit;
        std::size_t first_input;
        int inputs;
        bool outlives;
        bool over = false;
        Index buffer = 0;
        Index filled = 0;
        Index frames = 0; // until its end
    };
    class Plan;

    const double* values(Place place, const double* scratch) const {
        return place >= 0 ? scratch + steps_[static_cast<std::size_t>(place)].buffer * block
                          : constants_.data() + ~place * block;
    }
    Index frames(Place place) const {
        return place >= 0 ? steps_[static_cast<std::size_t>(place)].frames : endless;
    }
    void share_buffers();

    std::unique_ptr<Plan> plan_; // until it is ready
    std::vector<Step> steps_;
    std::vector<Place> inputs_;            // of all steps
    std::vector<Place> outputs_;           // one a channel
    dsp::AlignedVector<double> constants_; // a buffer each
    std::vector<const double*> from_;      // of the step that is processed
    std::vector<Index> counts_;
    Index own_ = 0; // buffers
    Index frames_ = endless;
};

} // namespace pya::gen::impl

#endif
