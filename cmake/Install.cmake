# SPDX-License-Identifier: MIT
# Components: runtime (shared libraries), development (headers, static libraries and links, the CMake package with the
# find modules that Debian's dependencies lack, pkg-config files), tools (pya-run, pya-features), docs.
include(CMakePackageConfigHelpers)

set(libraries pya_dsp)
set(modules pya-dsp)
if(PYA_DSP_ONLY)
  install(DIRECTORY include/pya/dsp include/pya/storage DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/pya COMPONENT development)
  foreach(header dsp error export license log mapping units version)
    install(FILES include/pya/${header}.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/pya COMPONENT development)
  endforeach()
else()
  list(APPEND libraries pya)
  list(APPEND modules pya)
  install(DIRECTORY include/pya DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
endif()
install(TARGETS ${libraries} EXPORT pya-targets
        LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
        RUNTIME COMPONENT runtime
        ARCHIVE COMPONENT development)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/pya)
install(EXPORT pya-targets NAMESPACE pya:: DESTINATION ${package_dir} COMPONENT development)
configure_package_config_file(cmake/pya-config.cmake.in pya-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(pya-config-version.cmake COMPATIBILITY SameMinorVersion)
file(GLOB find_modules ${PROJECT_SOURCE_DIR}/cmake/Find*.cmake)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/pya-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/pya-config-version.cmake
              ${find_modules}
        DESTINATION ${package_dir} COMPONENT development)

# A program that uses a static library must also link what that library needs. A shared library does so itself.
file(RELATIVE_PATH pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
file(RELATIVE_PATH pc_libdir ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_LIBDIR})
file(RELATIVE_PATH pc_includedir ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
set(pc_dsp_requires eigen3)
set(pc_requires "pya-dsp = ${PROJECT_VERSION}")
set(pc_dsp_libs "")
set(pc_libs "")
if(NOT BUILD_SHARED_LIBS)
  if(pya_sections)
    string(APPEND pc_dsp_libs " ${pya_sections}")
  endif()
  string(APPEND pc_dsp_requires ", samplerate")
  string(APPEND pc_requires ", portaudio-2.0")
  if(SndFile_LIBRARY MATCHES "[.](so|dylib)$") # its own module would name codecs with --static
    cmake_path(GET SndFile_LIBRARY PARENT_PATH folder)
    string(APPEND pc_libs " -L${folder} -lsndfile")
  else()
    string(APPEND pc_requires ", sndfile")
  endif()
  list(TRANSFORM CMAKE_DL_LIBS PREPEND " -l" OUTPUT_VARIABLE dl_libs)
  string(APPEND pc_libs ${dl_libs})
  if(PYA_FFT STREQUAL "fftw")
    string(APPEND pc_dsp_requires ", fftw3, fftw3f")
  endif()
endif()
foreach(module IN LISTS modules)
  configure_file(cmake/${module}.pc.in ${module}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${module}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
          COMPONENT development)
endforeach()

install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT docs)
if(NOT PYA_DSP_ONLY) # in the folders of the sources, so that links between pages work
  install(DIRECTORY docs examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT docs PATTERN "*.1" EXCLUDE)
  install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT docs)
endif()
if(PYA_BUILD_DOCS)
  install(DIRECTORY ${PROJECT_BINARY_DIR}/docs/html DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT docs)
endif()
