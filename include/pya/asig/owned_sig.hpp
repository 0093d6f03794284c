// SPDX-License-Identifier: MIT
/// @file
/// The samples of a temporary signal.
#ifndef PYA_ASIG_OWNED_SIG_HPP
#define PYA_ASIG_OWNED_SIG_HPP

#include <pya/storage/samples.hpp>

#include <utility>

namespace pya {

/// A view of samples that keeps their memory alive. sig() of a temporary returns it.
class OwnedSig : public ConstSigMap {
public:
    /// Keeps these samples.
    explicit OwnedSig(storage::Samples&& samples) : ConstSigMap(samples.view()), owner_(std::move(samples)) {}
    OwnedSig(const OwnedSig&) = delete;
    OwnedSig& operator=(const OwnedSig&) = delete;

private:
    storage::Samples owner_;
};

} // namespace pya

#endif
