# SPDX-License-Identifier: MIT
# Headers, libraries, the CMake package with the find modules that Debian's dependencies lack, and a pkg-config file.
include(CMakePackageConfigHelpers)

install(DIRECTORY include/pya DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS pya_dsp pya EXPORT pya-targets)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/pya)
install(EXPORT pya-targets NAMESPACE pya:: DESTINATION ${package_dir})
configure_package_config_file(cmake/pya-config.cmake.in pya-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(pya-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/pya-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/pya-config-version.cmake
        DESTINATION ${package_dir})
file(GLOB find_modules ${PROJECT_SOURCE_DIR}/cmake/Find*.cmake)
install(FILES ${find_modules} DESTINATION ${package_dir})
