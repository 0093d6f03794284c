// SPDX-License-Identifier: MIT
// The program gnuplot, run on a script in a folder of its own.
#ifndef PYA_SRC_PLOT_GNUPLOT_HPP
#define PYA_SRC_PLOT_GNUPLOT_HPP

#include "plot/script.hpp"

#include <string>
#include <string_view>

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

/// Writes the script and its files into the folder and runs it there, without a shell, without the user's
/// settings, without input. Returns what gnuplot wrote to stderr. Throws PlotError where gnuplot is missing,
/// fails or takes longer than `timeout` seconds; once it has written `relax`, it may take as long as it
/// likes.
std::string run_gnuplot(const TemporaryFolder& folder, const Script& script, double timeout,
                        std::string_view relax = {});

} // namespace pya::plot

#endif
