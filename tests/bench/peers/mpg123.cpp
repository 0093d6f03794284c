// SPDX-License-Identifier: MIT
// mpg123: row 23 of docs/performance.md, on the file that the other programs leave in $PYA_BENCH_DIR.
#include "row.hpp"

#include <mpg123.h>

#include <memory>
#include <stdexcept>

namespace bench {
namespace {

// Converts to samples x channels, as the library returns them.
Eigen::ArrayXXf load(const std::string& name) {
    const std::unique_ptr<mpg123_handle, void (*)(mpg123_handle*)> mp3(mpg123_new(nullptr, nullptr),
                                                                       mpg123_delete);
    mpg123_param(mp3.get(), MPG123_ADD_FLAGS, MPG123_FORCE_FLOAT | MPG123_QUIET, 0);
    if (mpg123_open(mp3.get(), name.c_str()) != MPG123_OK)
        throw std::runtime_error(mpg123_strerror(mp3.get()));
    long rate = 0;
    int channels = 0, encoding = 0;
    mpg123_getformat(mp3.get(), &rate, &channels, &encoding);
    mpg123_scan(mp3.get());
    Eigen::ArrayXXf frames(2, mpg123_length(mp3.get()));
    std::size_t done = 0;
    mpg123_read(mp3.get(), reinterpret_cast<unsigned char*>(frames.data()),
                static_cast<std::size_t>(frames.size()) * sizeof(float), &done);
    return frames.transpose();
}

[[maybe_unused]] const bool rows = [] {
    row("23@mpg123", [] { return [there = path("3min.mp3")] { return load(there); }; });
    return true;
}();

} // namespace
} // namespace bench
