// SPDX-License-Identifier: MIT
// One libsndfile handle on Bytes.
#ifndef PYA_SRC_IO_SOUND_HPP
#define PYA_SRC_IO_SOUND_HPP

#include "io/bytes.hpp"

#include <memory>
#include <string>

#include <sndfile.h>

namespace pya::io {

class Sound {
public:
    /// handle() is null if libsndfile refuses; message() then says why.
    Sound(Bytes& bytes, int mode, const SF_INFO& info);
    ~Sound() { close(); }
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;

    SNDFILE* handle() const { return handle_; }
    const SF_INFO& info() const { return info_; }
    int subtype() const { return info_.format & SF_FORMAT_SUBMASK; }
    std::string message() const;
    void close();

private:
    void open(int mode);
    static sf_count_t file_length(void* self);
    static sf_count_t seek(sf_count_t offset, int whence, void* self);
    static sf_count_t read(void* to, sf_count_t n, void* self);
    static sf_count_t write(const void* from, sf_count_t n, void* self);
    static sf_count_t tell(void* self);

    Bytes& bytes_;
    sf_count_t position_ = 0;
    SF_INFO info_;
    SNDFILE* handle_ = nullptr;
    std::string refusal_;
};

} // namespace pya::io

#endif
