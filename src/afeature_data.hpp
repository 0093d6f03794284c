// SPDX-License-Identifier: MIT
// What an Afeature has in it.
#ifndef PYA_SRC_AFEATURE_DATA_HPP
#define PYA_SRC_AFEATURE_DATA_HPP

#include <pya/afeature.hpp>

#include "storage/pool_allocator.hpp"

namespace pya {

struct Afeature::Data {
    storage::PoolVector<double> values = {}; // frame by frame
    std::vector<double> positions = {};      // of the frames' centres, in samples
    std::vector<std::string> cn = {};
    std::vector<std::string> bare = {}; // names without their channels
    std::vector<Index> channel = {};    // of each column
    std::vector<double> freqs = {};
    std::string unit = {};
    std::string label = {};
    int sr = 44100;
    Index hop = 512;

    Index frames() const { return std::ssize(positions); }
    Index columns() const { return std::ssize(cn); }
    const double* row(Index frame) const { return values.data() + frame * columns(); }
    double* row(Index frame) { return values.data() + frame * columns(); }
};

} // namespace pya

#endif
