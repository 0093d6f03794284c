// SPDX-License-Identifier: MIT
// HDF5, by its own library, which is loaded when it is asked for: on many systems it brings compression, TLS
// and HTTP with it, which a program that plays a sound has no use for.
#include <pya/error.hpp>

#include "corpus/output.hpp"
#include "corpus/table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>

#include <dlfcn.h>

namespace pya::detail {
namespace {

// What its headers have said since version 1.10.
using H5Id = std::int64_t;
using H5Length = unsigned long long;
constexpr unsigned h5_truncate = 2;
constexpr int h5_utf8 = 1;
constexpr auto h5_variable_length = static_cast<std::size_t>(-1);

void* hdf5_library() {
    // A program that uses HDF5 has it already, and a second one beside it would call functions of the first.
    if (::dlsym(RTLD_DEFAULT, "H5open") != nullptr) return ::dlopen(nullptr, RTLD_NOW);
    for (const char* const name : {"libhdf5_serial.so.103", "libhdf5_serial.so.310", "libhdf5.so.103",
                                   "libhdf5.so.200", "libhdf5.so.310", "libhdf5.so", "libhdf5.dylib"})
        if (void* const library = ::dlopen(name, RTLD_NOW | RTLD_LOCAL)) return library;
    fail<IoError>("--format hdf5 needs the HDF5 library, and there is none: install it, in Debian 12 as "
                  "libhdf5-103-1");
}

/// The address of a function, which becomes a pointer of any type.
struct H5Function {
    void* address;
    template <class F>
    operator F*() const {
        return reinterpret_cast<F*>(address);
    }
};

/// Functions and constants of the library, which stays loaded.
struct Hdf5 {
    void* library = hdf5_library();

    int (*open)() = function("H5open");
    int (*get_version)(unsigned*, unsigned*, unsigned*) = function("H5get_libversion");
    H5Id (*make_properties)(H5Id) = function("H5Pcreate");
    int (*keep_in_memory)(H5Id, std::size_t, unsigned) = function("H5Pset_fapl_core");
    int (*keep_times)(H5Id, unsigned) = function("H5Pset_obj_track_times");
    int (*close_properties)(H5Id) = function("H5Pclose");
    H5Id (*make_file)(const char*, unsigned, H5Id, H5Id) = function("H5Fcreate");
    int (*flush_file)(H5Id, int) = function("H5Fflush");
    std::ptrdiff_t (*get_bytes)(H5Id, void*, std::size_t) = function("H5Fget_file_image");
    int (*close_file)(H5Id) = function("H5Fclose");
    H5Id (*copy_type)(H5Id) = function("H5Tcopy");
    int (*set_size)(H5Id, std::size_t) = function("H5Tset_size");
    int (*set_characters)(H5Id, int) = function("H5Tset_cset");
    int (*close_type)(H5Id) = function("H5Tclose");
    H5Id (*make_shape)(int, const H5Length*, const H5Length*) = function("H5Screate_simple");
    int (*close_shape)(H5Id) = function("H5Sclose");
    H5Id (*make_dataset)(H5Id, const char*, H5Id, H5Id, H5Id, H5Id, H5Id) = function("H5Dcreate2");
    int (*write_dataset)(H5Id, H5Id, H5Id, H5Id, H5Id, const void*) = function("H5Dwrite");
    int (*close_dataset)(H5Id) = function("H5Dclose");

    H5Id of_file_access, of_dataset, stored_double, native_double, c_string;

    Hdf5() {
        unsigned major = 0, minor = 0, patch = 0;
        get_version(&major, &minor, &patch);
        if (major < 1 || (major == 1 && minor < 10))
            fail<IoError>("the HDF5 library is version ", major, '.', minor, "; it must be 1.10 or newer");
        if (open() < 0) fail<IoError>("the HDF5 library can't be opened");
        of_file_access = constant("H5P_CLS_FILE_ACCESS_ID_g");
        of_dataset = constant("H5P_CLS_DATASET_CREATE_ID_g");
        stored_double = constant("H5T_IEEE_F64LE_g");
        native_double = constant("H5T_NATIVE_DOUBLE_g");
        c_string = constant("H5T_C_S1_g");
    }

    void* symbol(const char* name) const {
        if (void* const found = ::dlsym(library, name)) return found;
        fail<IoError>("the HDF5 library has no ", name, "; it must be 1.10 or newer");
    }
    H5Function function(const char* name) const { return {symbol(name)}; }
    H5Id constant(const char* name) const { return *static_cast<const H5Id*>(symbol(name)); }
};

/// Throws IoError if there is no library that can be used.
const Hdf5& hdf5() {
    static const Hdf5 library;
    return library;
}

/// Throws if a function of the library has failed, which has said more on stderr.
template <class Result>
Result done(Result result) {
    if (result < 0) fail<IoError>("the HDF5 library can't make table.h5");
    return result;
}

/// A thing of the library's, closed at the end.
class H5Handle {
public:
    H5Handle(H5Id id, int (*close)(H5Id)) : id_(done(id)), close_(close) {}
    ~H5Handle() { close_(id_); }
    H5Handle(const H5Handle&) = delete;
    H5Handle& operator=(const H5Handle&) = delete;
    operator H5Id() const { return id_; }

private:
    H5Id id_;
    int (*close_)(H5Id);
};

/// Writes a dataset without the time at which it was made.
void write_dataset(H5Id file, const char* name, std::span<const H5Length> lengths, H5Id stored, H5Id native,
                   const void* values) {
    const Hdf5& h5 = hdf5();
    const H5Handle properties(h5.make_properties(h5.of_dataset), h5.close_properties);
    done(h5.keep_times(properties, 0));
    const H5Handle shape(h5.make_shape(static_cast<int>(lengths.size()), lengths.data(), nullptr),
                         h5.close_shape);
    const H5Handle dataset(h5.make_dataset(file, name, stored, shape, 0, properties, 0), h5.close_dataset);
    if (std::ranges::find(lengths, 0u) == lengths.end())
        done(h5.write_dataset(dataset, native, 0, 0, 0, values));
}

void write_texts(H5Id file, const char* name, const std::vector<std::string>& texts) {
    const Hdf5& h5 = hdf5();
    const H5Handle type(h5.copy_type(h5.c_string), h5.close_type);
    done(h5.set_size(type, h5_variable_length));
    done(h5.set_characters(type, h5_utf8));
    std::vector<const char*> values;
    for (const std::string& text : texts) values.push_back(text.c_str());
    write_dataset(file, name, std::array{H5Length{texts.size()}}, type, type, values.data());
}

/// Keeps all rows until the end. The bytes of the file are made in memory, because the file systems of
/// clusters often can't lock files, without which the library does not write to them.
class Hdf5File : public TableFile {
public:
    Hdf5File(std::string path, const TableShape& shape) : path_(std::move(path)), shape_(shape) {
        numbers_.reserve(shape.rows * shape.columns.size());
    }

    void add(const TableRows& rows) override {
        paths_.insert(paths_.end(), rows.paths.begin(), rows.paths.end());
        numbers_.insert(numbers_.end(), rows.numbers.begin(), rows.numbers.end());
    }

    void commit() override {
        static std::mutex mutex; // the library is seldom made for several threads
        const std::lock_guard lock(mutex);
        write_safely(path_, bytes());
    }

private:
    std::string bytes() const {
        const Hdf5& h5 = hdf5();
        const H5Handle access(h5.make_properties(h5.of_file_access), h5.close_properties);
        done(h5.keep_in_memory(access, std::size_t{1} << 20, 0));
        const H5Handle file(h5.make_file("table.h5", h5_truncate, 0, access), h5.close_file);
        write_texts(file, "path", paths_);
        write_texts(file, "columns", shape_.columns);
        write_dataset(file, "values", std::array{H5Length{paths_.size()}, H5Length{shape_.columns.size()}},
                      h5.stored_double, h5.native_double, numbers_.data());
        done(h5.flush_file(file, 0));
        std::string bytes(static_cast<std::size_t>(done(h5.get_bytes(file, nullptr, 0))), '\0');
        done(h5.get_bytes(file, bytes.data(), bytes.size()));
        return bytes;
    }

    std::string path_;
    TableShape shape_;
    std::vector<std::string> paths_;
    std::vector<double> numbers_;
};

} // namespace

void check_hdf5() { hdf5(); }

std::unique_ptr<TableFile> hdf5_file(const std::string& path, const TableShape& shape) {
    return std::make_unique<Hdf5File>(path, shape);
}

} // namespace pya::detail
