// SPDX-License-Identifier: MIT
// Samples that wait until there are enough of them.
#ifndef PYA_SRC_STREAM_WAITING_HPP
#define PYA_SRC_STREAM_WAITING_HPP

#include <pya/storage/samples.hpp>

#include <algorithm>
#include <utility>

namespace pya::detail {

/// A queue of samples that are added and taken in blocks of any length.
class Waiting {
public:
    explicit Waiting(Index channels) : samples_(storage::Samples::zeros(0, channels)) {}

    Index count() const { return samples_.rows(); }

    void add(storage::Samples block) {
        if (count() == 0) {
            samples_ = std::move(block);
            return;
        }
        const Index before = count();
        samples_.resize_rows_uninitialised(before + block.rows());
        samples_.write().bottomRows(block.rows()) = block.view();
    }

    /// The first samples, which stay.
    storage::Samples first(Index count) const { return samples_.block(0, count, 0, samples_.cols()); }

    /// Removes the first samples.
    void drop(Index count) { samples_ = samples_.block(count, samples_.rows() - count, 0, samples_.cols()); }

private:
    storage::Samples samples_;
};

} // namespace pya::detail

#endif
