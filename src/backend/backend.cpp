// SPDX-License-Identifier: MIT
#include <pya/backend/backend.hpp>

#include "backend/pcm.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>

namespace pya {

void Stream::sleep(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

void Backend::process_buffer(std::span<const float> buffer, void* out) const {
    if (range() == 1) {
        std::copy(buffer.begin(), buffer.end(), static_cast<float*>(out));
        return;
    }
    to_int16(buffer, static_cast<std::int16_t*>(out));
}

} // namespace pya
