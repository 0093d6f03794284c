// SPDX-License-Identifier: MIT
#include "io/sound.hpp"

#include <cstdio>
#include <mutex>
#include <shared_mutex>

namespace pya::io {
namespace {

// libsndfile keeps the reason why a file can't be opened in one place for all threads, where the next file
// that is opened takes it away. So what has failed is opened once more while nobody else opens anything.
std::shared_mutex opening;

} // namespace

Sound::Sound(Bytes& bytes, int mode, const SF_INFO& info) : bytes_(bytes), info_(info) {
    {
        const std::shared_lock lock(opening);
        open(mode);
    }
    if (handle_ != nullptr) return;
    position_ = 0;
    info_ = info;
    const std::unique_lock lock(opening);
    open(mode);
    if (handle_ == nullptr) refusal_ = sf_strerror(nullptr);
}

void Sound::open(int mode) {
    SF_VIRTUAL_IO callbacks{file_length, seek, read, write, tell};
    handle_ = sf_open_virtual(&callbacks, mode, &info_, this);
}

std::string Sound::message() const {
    std::string text = handle_ != nullptr ? sf_strerror(handle_) : refusal_;
    while (!text.empty() && (text.back() == '.' || text.back() == '\n')) text.pop_back();
    return text;
}

void Sound::close() {
    if (handle_ != nullptr) sf_close(handle_);
    handle_ = nullptr;
}

sf_count_t Sound::file_length(void* self) { return static_cast<Sound*>(self)->bytes_.size(); }

sf_count_t Sound::seek(sf_count_t offset, int whence, void* self) {
    auto& sound = *static_cast<Sound*>(self);
    const sf_count_t origin = whence == SEEK_SET   ? 0
                              : whence == SEEK_CUR ? sound.position_
                                                   : sound.bytes_.size();
    sf_count_t target = 0;
    if (__builtin_add_overflow(origin, offset, &target) || target < 0) return -1;
    return sound.position_ = target;
}

sf_count_t Sound::read(void* to, sf_count_t n, void* self) {
    auto& sound = *static_cast<Sound*>(self);
    const auto count = sound.bytes_.read_at(sound.position_, to, n);
    sound.position_ += count;
    return count;
}

sf_count_t Sound::write(const void* from, sf_count_t n, void* self) {
    auto& sound = *static_cast<Sound*>(self);
    sound.bytes_.write_at(sound.position_, from, n); // an error is remembered, and the caller asks for it
    sound.position_ += n; // the Ogg encoders of libsndfile leak memory if they are told of an error
    return n;
}

sf_count_t Sound::tell(void* self) { return static_cast<Sound*>(self)->position_; }

} // namespace pya::io
