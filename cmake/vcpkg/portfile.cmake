# SPDX-License-Identifier: MIT
# An overlay port that builds the checkout it lies in: vcpkg install pya --overlay-ports=cmake/vcpkg
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)

set(fft builtin)
if("fftw" IN_LIST FEATURES)
  set(fft fftw)
endif()

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS
    -DPYA_FFT=${fft}
    -DPYA_BUILD_TESTS=OFF
    -DPYA_BUILD_EXAMPLES=OFF
    -DPYA_BUILD_TOOLS=OFF
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME pya CONFIG_PATH lib/cmake/pya)
vcpkg_fixup_pkgconfig()
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include" "${CURRENT_PACKAGES_DIR}/debug/share")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
