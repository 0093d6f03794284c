// SPDX-License-Identifier: MIT
#include "golden/npy.hpp"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace golden {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what) {
    throw std::runtime_error(path + ": " + what);
}

template <class T>
std::vector<std::complex<double>> decode(const char* bytes, std::size_t count) {
    std::vector<std::complex<double>> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        T value;
        std::memcpy(&value, bytes + i * sizeof(T), sizeof(T));
        if constexpr (std::is_same_v<T, std::complex<double>>)
            values[i] = value;
        else
            values[i] = static_cast<double>(value);
    }
    return values;
}

} // namespace

Eigen::ArrayXXcd Array::complex() const {
    using RowMajor = Eigen::Array<std::complex<double>, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    if (values.empty()) return Eigen::ArrayXXcd(rows(), shape.size() < 2 ? 1 : shape[1]);
    return Eigen::Map<const RowMajor>(values.data(), rows(), cols());
}

Eigen::ArrayXd Array::vector() const {
    return Eigen::Map<const Eigen::ArrayXcd>(values.data(), static_cast<Index>(values.size())).real();
}

std::vector<double> Array::list() const {
    const Eigen::ArrayXd v = vector();
    return {v.begin(), v.end()};
}

Array load_npy(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (!file || bytes.size() < 10 || bytes.compare(0, 6, "\x93NUMPY") != 0) fail(path, "not an .npy file");
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(bytes[8])) +
                        256 * static_cast<std::size_t>(static_cast<unsigned char>(bytes[9]));
    if (bytes.size() < 10 + length) fail(path, "the header is cut off");
    const std::string header = bytes.substr(10, length);

    std::smatch found;
    if (!std::regex_search(header, found, std::regex("'descr': *'([^']*)'"))) fail(path, "no descr");
    const std::string dtype = found[1];
    if (header.find("'fortran_order': False") == std::string::npos) fail(path, "not in C order");
    if (!std::regex_search(header, found, std::regex("'shape': *\\(([^)]*)\\)"))) fail(path, "no shape");

    Array result;
    std::size_t count = 1;
    std::istringstream sizes(found[1]);
    for (std::string size; std::getline(sizes, size, ',');) {
        if (size.find_first_of("0123456789") == std::string::npos) continue;
        result.shape.push_back(std::stoll(size));
        count *= static_cast<std::size_t>(result.shape.back());
    }

    const char* data = bytes.data() + 10 + length;
    const auto read = [&](auto type) {
        if (bytes.size() != 10 + length + count * sizeof(type)) fail(path, "wrong number of bytes");
        result.values = decode<decltype(type)>(data, count);
    };
    if (dtype == "<f4")
        read(float{});
    else if (dtype == "<f8")
        read(double{});
    else if (dtype == "<c16")
        read(std::complex<double>{});
    else if (dtype == "<i8")
        read(std::int64_t{});
    else if (dtype == "|u1" || dtype == "|b1")
        read(std::uint8_t{});
    else
        fail(path, "unknown dtype " + dtype);
    return result;
}

Array array(const pya::Asig& sig) {
    const pya::ConstSigMap samples = sig.sig();
    if (samples.cols() == 1) return array(samples.col(0));
    return array(samples);
}

Array stack_middle(const std::vector<Array>& arrays) {
    Array result;
    const Index rows = arrays.front().rows();
    const Index cols = arrays.front().cols();
    result.shape = {rows, static_cast<Index>(arrays.size()), cols};
    for (Index r = 0; r < rows; ++r)
        for (const Array& a : arrays)
            result.values.insert(result.values.end(), a.values.begin() + r * cols,
                                 a.values.begin() + (r + 1) * cols);
    return result;
}

} // namespace golden
