// SPDX-License-Identifier: MIT
/// @file
/// Which names the shared libraries export: PYA_DSP_EXPORT marks those of pya::dsp, and PYA_EXPORT those of
/// pya::pya. On Windows, PYA_STATIC must be defined for static libraries.
#ifndef PYA_EXPORT_HPP
#define PYA_EXPORT_HPP

#if defined(PYA_STATIC)
#define PYA_DSP_EXPORT
#define PYA_EXPORT
#elif defined(_WIN32)
#ifdef pya_dsp_EXPORTS // CMake defines it while it builds the library
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
