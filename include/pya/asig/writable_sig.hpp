// SPDX-License-Identifier: MIT
/// @file
/// The samples of a signal, to write.
#ifndef PYA_ASIG_WRITABLE_SIG_HPP
#define PYA_ASIG_WRITABLE_SIG_HPP

#include <pya/storage/samples.hpp>

namespace pya {

/// A view of a signal's samples that may be written; Asig::write() returns it. Copies that are made of the
/// signal while it exists copy the samples. So whatever is written changes that signal alone:
///
///     a.write() *= 0.5f;
///     auto samples = a.write(); // to write several times
class WritableSig : public SigMap {
public:
    /// Gives these samples memory of their own.
    explicit WritableSig(storage::Samples& samples) : SigMap(samples.write()), pin_(samples) {}
    WritableSig(const WritableSig&) = delete;
    WritableSig& operator=(const WritableSig&) = delete;
    using SigMap::operator=; ///< writes the values of any array of the same shape, or one value everywhere

private:
    storage::Samples::Pin pin_;
};

} // namespace pya

#endif
