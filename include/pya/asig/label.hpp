// SPDX-License-Identifier: MIT
/// @file
/// A label that knows which part of it methods have added. Not for programs.
#ifndef PYA_ASIG_LABEL_HPP
#define PYA_ASIG_LABEL_HPP

#include <string>
#include <string_view>
#include <utility>

namespace pya::detail {

/// What a signal is called: the name that a person has given it, and that with what methods have added.
struct Label {
    std::string text;  ///< "word_normalised"
    std::string given; ///< "word"

    /// A name that a person gives.
    Label(std::string name = {}) : text(name), given(std::move(name)) {}
    /// What a method adds.
    Label& operator+=(std::string_view added) {
        text += added;
        return *this;
    }
    /// The label of one signal behind another.
    Label& join(const Label& other) {
        text += "+" + other.text;
        given += (given.empty() || other.given.empty() ? "" : "+") + other.given;
        return *this;
    }
};

/// A label to which a method has added something.
inline Label operator+(Label label, std::string_view added) { return label += added; }

} // namespace pya::detail

#endif
