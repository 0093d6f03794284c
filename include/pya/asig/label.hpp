// SPDX-License-Identifier: MIT
/// @file
/// A label that knows which part of it methods have added. Not for programs.
#ifndef PYA_ASIG_LABEL_HPP
#define PYA_ASIG_LABEL_HPP

#include <pya/export.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace pya::detail {

/// What a signal is called: the name that a person has given it, and that with what methods have added.
///
///     Label label = Label("word") + "_normalised";
///     label.text();  // "word_normalised"
///     label.given(); // "word"
///
/// Every method adds to a label, and hardly anybody reads it. So it is kept in place, without strings, which
/// are made when it is read for the first time. Several threads may read one label at the same time.
class PYA_EXPORT Label {
public:
    /// No name.
    Label() = default;
    /// A name that a person gives.
    Label(std::string_view name) { set(name, name); }
    Label(const std::string& name) : Label(std::string_view(name)) {}
    Label(const char* name) : Label(std::string_view(name)) {}

    Label(const Label& other)
        : before_(other.before_), end_(other.end_), given_(other.given_), size_(other.size_) {}
    /// Leaves no name behind.
    Label(Label&& other) noexcept { take(other); }
    Label& operator=(const Label& other) { return *this = Label(other); }
    Label& operator=(Label&& other) noexcept {
        forget();
        take(other);
        return *this;
    }
    ~Label() { forget(); }

    const std::string& text() const { return strings().text; }   ///< the name with what methods have added
    const std::string& given() const { return strings().given; } ///< the name that a person has given

    /// What a method adds.
    Label& operator+=(std::string_view added) {
        if (added.size() > end_.size() - size_) {
            set(given(), text() + std::string(added));
        } else {
            added.copy(end_.data() + size_, added.size());
            size_ = static_cast<std::uint8_t>(size_ + added.size());
            forget();
        }
        return *this;
    }
    /// Another text in place of what there is; the given name stays.
    Label& replace(std::string_view text) {
        set(given(), text);
        return *this;
    }
    /// The label of one signal behind another.
    Label& join(const Label& other);

private:
    struct Strings {
        std::string given, text;
    };

    void set(std::string_view given, std::string_view text);
    const Strings& strings() const {
        const Strings* made = read_.load(std::memory_order_acquire);
        return made != nullptr ? *made : make_strings();
    }
    const Strings& make_strings() const;
    const Strings* take_read() noexcept { // nobody else may read while a label changes
        const Strings* const made = read_.load(std::memory_order_relaxed);
        if (made != nullptr) read_.store(nullptr, std::memory_order_relaxed);
        return made;
    }
    void forget() noexcept {
        if (const Strings* made = take_read()) drop(made);
    }
    void take(Label& other) noexcept {
        before_ = std::move(other.before_);
        end_ = other.end_;
        given_ = std::exchange(other.given_, std::uint8_t{0});
        size_ = std::exchange(other.size_, std::uint8_t{0});
        read_.store(other.take_read(), std::memory_order_relaxed);
    }
    static void drop(const Strings* made) noexcept;

    std::shared_ptr<const Strings> before_; // what does not fit, and comes before the characters
    std::array<char, 62> end_{};            // only the first ones have values
    std::uint8_t given_ = 0;                // without `before_`, so many of them were given
    std::uint8_t size_ = 0;
    mutable std::atomic<const Strings*> read_ = nullptr; // made when they were read
};

/// A label to which a method has added something.
inline Label operator+(const Label& label, std::string_view added) {
    Label longer = label;
    longer += added;
    return longer;
}

} // namespace pya::detail

#endif
