// SPDX-License-Identifier: MIT
// Written by inverse_mel.py. Frames x 12: frame by frame.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_INVERSE_MEL_HPP
#define PYA_TESTS_REFERENCE_INVERSE_MEL_HPP

#include <vector>

namespace inverse_mel_reference {

inline const std::vector<double> possible = {13.101536, 11.662821, 8.405389, 10.893225, 10.818395, 7.661252, 6.380007, 8.326486, 6.7249, 12.182346, 11.432596, 10.297764, 12.126031, 7.635293, 11.808782, 9.591577, 14.320408, 10.065438, 7.947179, 8.112547, 7.003094, 6.97705, 6.338203, 9.588199, 6.154615, 6.248914, 11.241828, 13.34792, 9.639255, 8.238755, 11.887621, 10.309118, 9.755629, 6.876539, 9.388302, 8.10599};
inline const std::vector<double> impossible = {0.783638, 0, 4.6e-05, 0.005729, 0.027939, 0.222492, 0.029771, 0.019461, 0.000188, 0.075512, 0.03901, 0.715164, 4.7e-05, 4e-06, 0.001952, 0.001192, 0.008646, 2.5e-05, 0.124697, 0.309951, 0, 0.568866, 1e-06, 0.000825, 0.013234, 0.005807, 0.0001, 0.150533, 0.349146, 0.000139, 2e-05, 0.019547, 1.1e-05, 0.688084, 0.38048, 0.338507};
inline const std::vector<double> residuals = {0, 0, 0, 4.09266203081e-16, 0.0128255633137, 0.000690044102047};

} // namespace inverse_mel_reference

#endif
