// SPDX-License-Identifier: MIT
#include <pya/asig/label.hpp>

namespace pya::detail {

void Label::set(std::string_view given, std::string_view text) {
    std::shared_ptr<const Strings> before;
    const bool in_place = text.size() <= end_.size() && text.starts_with(given);
    if (!in_place) before = std::make_shared<const Strings>(Strings{std::string(given), std::string(text)});
    size_ = in_place ? static_cast<std::uint8_t>(text.copy(end_.data(), text.size())) : 0;
    given_ = in_place ? static_cast<std::uint8_t>(given.size()) : 0;
    before_ = std::move(before);
    forget(); // at last, as the arguments may be of it
}

Label& Label::join(const Label& other) {
    const std::string both = given() + (given().empty() || other.given().empty() ? "" : "+") + other.given();
    set(both, text() + "+" + other.text());
    return *this;
}

const Label::Strings& Label::make_strings() const {
    auto made = std::make_unique<const Strings>(
        before_ ? Strings{before_->given, before_->text + std::string(end_.data(), size_)}
                : Strings{{end_.data(), given_}, {end_.data(), size_}});
    const Strings* first = nullptr;
    if (!read_.compare_exchange_strong(first, made.get(), std::memory_order_acq_rel)) return *first;
    return *made.release();
}

void Label::drop(const Strings* made) noexcept { delete made; }

} // namespace pya::detail
