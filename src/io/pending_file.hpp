// SPDX-License-Identifier: MIT
// A file that gets its name only when it is complete.
#ifndef PYA_SRC_IO_PENDING_FILE_HPP
#define PYA_SRC_IO_PENDING_FILE_HPP

#include "io/bytes.hpp"
#include "process.hpp"

#include <memory>
#include <string>

namespace pya::io {

class PendingFile {
public:
    /// Opens a temporary file in the folder of path. Throws IoError.
    explicit PendingFile(const std::string& path);
    /// Removes the temporary file, unless it was committed.
    ~PendingFile();
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;

    FileBytes& bytes() { return *bytes_; }
    /// Closes the file and renames it; with sync, after it is on the disk. Throws IoError.
    void commit(bool sync);

private:
    const detail::Process process_; // in another one the file is that process's
    std::string target_;
    std::string temporary_;
    std::unique_ptr<FileBytes> bytes_;
};

} // namespace pya::io

#endif
