// SPDX-License-Identifier: MIT
// The program gnuplot, run on a script in a folder of its own.
#ifndef PYA_SRC_PLOT_GNUPLOT_HPP
#define PYA_SRC_PLOT_GNUPLOT_HPP

#include "plot/script.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pya::plot {

/// A new private folder, removed with all that is in it at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; }
    void write(const std::string& name, std::string_view bytes) const;

private:
    std::string path_;
};

/// Runs a program in a folder, without a shell and without input, and returns what it writes to stdout and
/// stderr. Throws PlotError where it can't be started, fails or takes longer than `timeout` seconds; once it
/// has written `relax`, it may take as long as it likes.
std::string run(std::vector<std::string> words, const std::string& folder, double timeout,
                std::string_view relax = {});

/// Writes the script and its files into the folder and runs gnuplot on it there, without the user's settings.
std::string run_gnuplot(const TemporaryFolder& folder, const Script& script, double timeout,
                        std::string_view relax = {});

} // namespace pya::plot

#endif
