// SPDX-License-Identifier: MIT
// Which characters the fonts of this machine have.
#ifndef PYA_SRC_PLOT_FONTS_HPP
#define PYA_SRC_PLOT_FONTS_HPP

namespace pya::plot {

/// False if fontconfig knows no font with the character. gnuplot's cairo terminals would draw such a
/// character larger than the page.
bool has_glyph(char32_t character);

} // namespace pya::plot

#endif
