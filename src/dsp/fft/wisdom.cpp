// SPDX-License-Identifier: MIT
#include "dsp/fft/plan.hpp"

#include <pya/error.hpp>

#ifdef PYA_FFT_FFTW

#include "file_name.hpp"

#include <cstdio>
#include <cstdlib>
#include <fftw3.h>
#include <fstream>
#include <iterator>

namespace pya::dsp {

namespace {

constexpr char separator[] = "\nsingle precision\n";

template <class T>
void measure_kinds(Index n) {
    using Complex = std::complex<T>;
    impl::make_fftw_plan<T, Complex>(n, impl::FftDirection::forward, true);
    impl::make_fftw_plan<Complex, T>(n, impl::FftDirection::inverse, true);
    impl::make_fftw_plan<Complex, Complex>(n, impl::FftDirection::forward, true);
    impl::make_fftw_plan<Complex, Complex>(n, impl::FftDirection::inverse, true);
}

std::string text_of(char* wisdom) {
    const std::string text = wisdom ? wisdom : "";
    std::free(wisdom);
    return text;
}

} // namespace

void measure_fft(Index n) {
    if (n < 1) detail::fail("measure_fft: argument n is ", n, "; it must be at least 1");
    measure_kinds<float>(n);
    measure_kinds<double>(n);
    impl::clear_plans();
}

bool save_wisdom(const std::string& path) {
    detail::check_file_name(path);
    std::string text;
    {
        const std::lock_guard lock(impl::fftw_planner());
        text = text_of(fftw_export_wisdom_to_string()) + separator + text_of(fftwf_export_wisdom_to_string());
    }
    const std::string partial = path + ".part";
    std::ofstream file(partial, std::ios::binary);
    file << text;
    file.close();
    if (!file || std::rename(partial.c_str(), path.c_str()) != 0) {
        std::remove(partial.c_str());
        detail::fail<IoError>("save_wisdom: can't write argument path, '", path, "'");
    }
    return true;
}

bool load_wisdom(const std::string& path) {
    detail::check_file_name(path);
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) detail::fail<IoError>("load_wisdom: can't read argument path, '", path, "'");
    const auto end = text.find(separator);
    bool good = end != std::string::npos;
    if (good) {
        const std::string in_double = text.substr(0, end),
                          in_single = text.substr(end + sizeof separator - 1);
        const std::lock_guard lock(impl::fftw_planner());
        good = fftw_import_wisdom_from_string(in_double.c_str()) &&
               fftwf_import_wisdom_from_string(in_single.c_str());
    }
    if (!good)
        detail::fail<IoError>("load_wisdom: argument path, '", path,
                              "', is not a file of save_wisdom and this version of FFTW");
    impl::clear_plans();
    return true;
}

} // namespace pya::dsp

#else

namespace pya::dsp {

void measure_fft(Index n) {
    if (n < 1) detail::fail("measure_fft: argument n is ", n, "; it must be at least 1");
}

bool save_wisdom(const std::string&) { return false; }

bool load_wisdom(const std::string&) { return false; }

} // namespace pya::dsp

#endif
