// SPDX-License-Identifier: MIT
/// @file
/// The events of a signal, which its copies share. Not for programs.
#ifndef PYA_ASIG_EVENT_LIST_HPP
#define PYA_ASIG_EVENT_LIST_HPP

#include <pya/dsp/segment/events.hpp>
#include <pya/export.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace pya::detail {

/// A list that never changes. Most signals have no events, and pay nothing for them.
class PYA_EXPORT EventList {
public:
    /// No events.
    EventList() = default;
    /// These events.
    EventList(std::vector<dsp::Event> events)
        : events_(events.empty() ? nullptr
                                 : std::make_shared<const std::vector<dsp::Event>>(std::move(events))) {}

    bool empty() const { return events_ == nullptr; } ///< true if there is none
    /// The events in their order.
    operator const std::vector<dsp::Event>&() const { return events_ ? *events_ : none(); }

private:
    static const std::vector<dsp::Event>& none();

    std::shared_ptr<const std::vector<dsp::Event>> events_;
};

} // namespace pya::detail

#endif
