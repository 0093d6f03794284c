// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/npy.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <string>

using namespace pya;

namespace {

/// A file as numpy writes it.
std::string npy(const std::string& header, const std::string& data, char version = 1) {
    std::string file = "\x93NUMPY";
    file += version;
    file += '\0';
    file += static_cast<char>(header.size());
    file += '\0';
    if (version > 1) file += std::string(2, '\0');
    return file + header + data;
}

std::string written(const Folder& folder, const std::string& content) {
    std::ofstream(folder / "x.npy", std::ios::binary) << content;
    return folder / "x.npy";
}

} // namespace

TEST_CASE("arrays of all types come back from .npy files as they were", "[npy]") {
    const Folder folder;
    const std::string path = folder / "x.npy";
    const Eigen::ArrayXXf floats = Eigen::ArrayXXf::Random(7, 3);
    io::save_npy(path, floats);
    CHECK((io::load_npy<float>(path) == floats).all());
    const Eigen::ArrayXXd doubles = Eigen::ArrayXXd::Random(1, 9);
    io::save_npy(path, doubles);
    CHECK((io::load_npy(path) == doubles).all());
    const Eigen::ArrayXXcd bins = Eigen::ArrayXXcd::Random(4, 5);
    io::save_npy(path, bins);
    CHECK((io::load_npy<std::complex<double>>(path) == bins).all());
    CHECK_THROWS_AS(io::load_npy(path), IoError);
    io::save_npy(path, Eigen::Array<std::int16_t, 3, 1>(-32768, 0, 32767));
    CHECK((io::load_npy<std::int16_t>(path) == Eigen::Array<std::int16_t, 3, 1>(-32768, 0, 32767)).all());
    io::save_npy(path, Eigen::Array<bool, 2, 1>(true, false));
    CHECK((io::load_npy(path) == Eigen::Array2d(1, 0)).all());
    io::save_npy(path, floats * 2 + 1);
    CHECK((io::load_npy<float>(path) == floats * 2 + 1).all());
    io::save_npy(path, Eigen::ArrayXXf(0, 3));
    CHECK(io::load_npy(path).rows() == 0);
    CHECK(io::load_npy(path).cols() == 3);
}

TEST_CASE("what is saved is the file that numpy saves", "[npy]") {
    const Folder folder;
    io::save_npy(folder / "x.npy", Eigen::Array2f(1, -2));
    const std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
    std::string want =
        npy(header + std::string(117 - header.size(), ' ') + "\n", std::string("\0\0\x80\x3f\0\0\0\xc0", 8));
    CHECK(read_text(folder / "x.npy") == want);
}

TEST_CASE("files of either byte order, order of dimensions and version are read", "[npy]") {
    const Folder folder;
    const auto load = [&](const std::string& header, const std::string& data, char version = 1) {
        return io::load_npy(written(folder, npy(header, data, version)));
    };
    const std::string big("\0\1\0\2\0\3\xff\xff\0\5\0\6", 12);
    const Eigen::ArrayXXd rows = load("{'descr': '>i2', 'fortran_order': False, 'shape': (2, 3), }", big);
    CHECK((rows == (Eigen::ArrayXXd(2, 3) << 1, 2, 3, -1, 5, 6).finished()).all());
    const Eigen::ArrayXXd columns =
        load("{'descr': '>u2', 'fortran_order': True, 'shape': (2, 3), }", big, 2);
    CHECK((columns == (Eigen::ArrayXXd(2, 3) << 1, 3, 5, 2, 65535, 6).finished()).all());
    CHECK(load("{'descr': '|u1', 'fortran_order': False, 'shape': (), }", "\x07")(0, 0) == 7);
    CHECK(load("{'shape':(1,),'fortran_order':False,'descr':'<i8'}",
               std::string("\xfe\xff\xff\xff\xff\xff\xff\xff", 8))(0, 0) == -2);
}

TEST_CASE("an array of no rows is read at once, however many columns its file claims", "[npy]") {
    const Folder folder;
    const auto load = [&](const std::string& shape) {
        return io::load_npy(
            written(folder, npy("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }", "")));
    };
    CHECK(load("(0, 3)").cols() == 3);
    CHECK(load("(3, 0)").rows() == 3);
    CHECK(load("(0, 70368744177664)").cols() == 70368744177664);
    CHECK(load("(70368744177664, 0)").size() == 0);
}

TEST_CASE("files that are missing, damaged or none are errors", "[npy]") {
    const Folder folder;
    CHECK_THROWS_AS(io::load_npy(folder / "missing.npy"), IoError);
    CHECK_THROWS_AS(io::load_npy(folder / "."), IoError);
    const auto refused = [&](const std::string& content) {
        CHECK_THROWS_AS(io::load_npy(written(folder, content)), IoError);
    };
    const std::string good =
        npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", std::string(8, '\1'));
    CHECK_NOTHROW(io::load_npy(written(folder, good)));
    for (std::size_t n = 0; n < good.size(); ++n) refused(good.substr(0, n));
    refused(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1), }", std::string(8, '\1')));
    refused(npy("{'descr': '<f2', 'fortran_order': False, 'shape': (1,), }", std::string(8, '\1')));
    refused(npy("{'descr': '<U8', 'fortran_order': False, 'shape': (1,), }", std::string(8, '\1')));
    refused(npy("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", std::string(8, '\1')));
    refused(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", std::string(8, '\1')));
    refused(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1e12, 1e13), }", std::string(8, '\1')));
    refused(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904,), }",
                std::string(8, '\1')));
    CHECK_THROWS_AS(io::save_npy(folder / "no/x.npy", Eigen::Array2f(1, 2)), IoError);
}
