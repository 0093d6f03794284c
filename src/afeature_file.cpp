// SPDX-License-Identifier: MIT
#include "afeature_file.hpp"

#include <pya/error.hpp>

#include "io/csv_text.hpp"
#include "io/npy_header.hpp"

#include <cstddef>
#include <vector>

namespace pya::detail {

std::string feature_file(const char* caller, const std::string& name, const Afeature& feature) {
    const std::string ending = '.' + name;
    if (ending.ends_with(".csv")) {
        Eigen::ArrayXXd table(feature.frames(), feature.columns() + 1);
        table << feature.times(), feature.values();
        std::vector<std::string> names{"time"};
        names.insert(names.end(), feature.cn().begin(), feature.cn().end());
        return io::csv_text(table, {.names = names});
    }
    if (!ending.ends_with(".npy")) fail(caller, " is '", name, "'; it must end with .csv or .npy");
    const Eigen::ArrayXXd values = feature.values();
    std::string file = io::npy_header(
        'f', sizeof(double),
        {static_cast<std::size_t>(values.rows()), static_cast<std::size_t>(values.cols())}, true);
    return file.append(reinterpret_cast<const char*>(values.data()),
                       static_cast<std::size_t>(values.size()) * sizeof(double));
}

} // namespace pya::detail
