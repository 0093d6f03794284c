// SPDX-License-Identifier: MIT
/// @file
/// What the shared libraries show: PYA_DSP_EXPORT stands before what belongs to pya::dsp, PYA_EXPORT before
/// what belongs to pya::pya. On Windows PYA_STATIC tells that the libraries are static.
#ifndef PYA_EXPORT_HPP
#define PYA_EXPORT_HPP

#if defined(PYA_STATIC)
#define PYA_DSP_EXPORT
#define PYA_EXPORT
#elif defined(_WIN32)
#ifdef pya_dsp_EXPORTS // CMake's word while it builds the library
#define PYA_DSP_EXPORT __declspec(dllexport)
#else
#define PYA_DSP_EXPORT __declspec(dllimport)
#endif
#ifdef pya_EXPORTS
#define PYA_EXPORT __declspec(dllexport)
#else
#define PYA_EXPORT __declspec(dllimport)
#endif
#else
#define PYA_DSP_EXPORT __attribute__((visibility("default"))) ///< on what pya::dsp shows
#define PYA_EXPORT __attribute__((visibility("default")))     ///< on what pya::pya shows
#endif

#endif
