// SPDX-License-Identifier: MIT
/// @file
/// The whole library.
#ifndef PYA_PYA_HPP
#define PYA_PYA_HPP

#include <pya/acurve.hpp>
#include <pya/afeature.hpp>
#include <pya/agen.hpp>
#include <pya/amfcc.hpp>
#include <pya/anote.hpp>
#include <pya/arecorder.hpp>
#include <pya/aserver.hpp>
#include <pya/asig.hpp>
#include <pya/aspec.hpp>
#include <pya/astft.hpp>
#include <pya/astream.hpp>
#include <pya/atempo.hpp>
#include <pya/backend/device_info.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/backend/portaudio.hpp>
#include <pya/backend/slider.hpp>
#include <pya/backend/web.hpp>
#include <pya/corpus.hpp>
#include <pya/dsp.hpp>
#include <pya/dsp/leaf.hpp>
#include <pya/error.hpp>
#include <pya/index.hpp>
#include <pya/io/audio_file.hpp>
#include <pya/io/buf_to_float.hpp>
#include <pya/io/csv.hpp>
#include <pya/io/labels.hpp>
#include <pya/io/midi.hpp>
#include <pya/io/npy.hpp>
#include <pya/license.hpp>
#include <pya/log.hpp>
#include <pya/mapping.hpp>
#include <pya/memory.hpp>
#include <pya/mixer.hpp>
#include <pya/plot/current.hpp>
#include <pya/plot/figure.hpp>
#include <pya/plot/gridplot.hpp>
#include <pya/plot/options.hpp>
#include <pya/sonify.hpp>
#include <pya/storage/pool.hpp>
#include <pya/ugen.hpp>
#include <pya/units.hpp>
#include <pya/version.hpp>

namespace pya {

using dsp::get_window;
using dsp::is_pow2;
using dsp::magspec;
using dsp::next_pow2;
using dsp::normalize;
using dsp::padding;
using dsp::powspec;
using dsp::rolling_window;
using dsp::round_half_up;
using dsp::Scaling;
using dsp::signal_to_frame;
using dsp::SpectrogramMode;
using dsp::SpectrogramOptions;
using dsp::spectrum;

} // namespace pya

#endif
