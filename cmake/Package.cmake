# SPDX-License-Identifier: MIT
# cpack -G DEB: one Debian package for each component. cmake/package.sh builds them.
option(PYA_DEBIAN "Install the documents that Debian packages carry" OFF)
set(PYA_CONTACT "The pya C++ authors <authors@pya.invalid>" CACHE STRING "Maintainer of the packages")

set(release 0pya1)
set(soname_version ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set(runtime_package libpya${soname_version})
set(development_package libpya-dev)
set(tools_package pya-tools)
set(docs_package pya-doc)
set(debian_version ${PROJECT_VERSION}-${release})
set(same_version "(= ${debian_version})")

set(CPACK_PACKAGE_NAME pya)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own
set(CPACK_PACKAGE_VENDOR "The pya C++ authors")
set(CPACK_PACKAGE_CONTACT ${PYA_CONTACT})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_COMPONENTS_ALL runtime development tools docs)
set(CPACK_STRIP_FILES ON)
set(CPACK_POST_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian/ldconfig.cmake)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${release})
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}) # of the libraries that the tools use
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")

if(PYA_FFT STREQUAL "fftw")
  set(terms "The binaries use FFTW, so programs with them are under the GPL, version 2\nor later.")
else()
  set(terms "The binaries do without FFTW and are under the MIT licence.")
endif()
set(about "pya has audio signals as values, after the Python library of that name:\n")
string(APPEND about "load, slice, mix, filter, analyse, play and record.\n${terms}")
string(REPLACE "\n" " " terms "${terms}")

# deb(component SECTION section SUMMARY line TEXT paragraph)
macro(deb component)
  cmake_parse_arguments(deb "" "SECTION;SUMMARY;TEXT" "" ${ARGN})
  string(TOUPPER ${component} COMPONENT)
  set(CPACK_DEBIAN_${COMPONENT}_PACKAGE_NAME ${${component}_package})
  set(CPACK_DEBIAN_${COMPONENT}_PACKAGE_SECTION ${deb_SECTION})
  set(CPACK_COMPONENT_${COMPONENT}_DESCRIPTION "${deb_SUMMARY}\n${about}\n.\n${deb_TEXT}")
  if(PYA_DEBIAN)
    set(documents ${CMAKE_INSTALL_DATAROOTDIR}/doc/${${component}_package})
    install(FILES ${PROJECT_BINARY_DIR}/debian/copyright ${PROJECT_BINARY_DIR}/debian/changelog.Debian.gz
            DESTINATION ${documents} COMPONENT ${component})
  endif()
endmacro()

deb(runtime SECTION libs SUMMARY "audio signals as values (shared libraries)"
    TEXT "This package has the libraries that programs load.")
deb(development SECTION libdevel SUMMARY "audio signals as values (development files)"
    TEXT "This package has the headers, and what CMake and pkg-config find them by.")
deb(tools SECTION sound SUMMARY "audio signals as values (tools)"
    TEXT "This package has pya-run, which compiles and runs a script of one C++ file,\nand pya-features, which writes a table of what is in sound files.")
deb(docs SECTION doc SUMMARY "audio signals as values (documentation)"
    TEXT "This package has the manual and the examples.")

set(CPACK_DEBIAN_RUNTIME_PACKAGE_RECOMMENDS "gnuplot-nox | gnuplot")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SUGGESTS "ffmpeg, libhdf5-103-1 | libhdf5-310")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${runtime_package} ${same_version}, libeigen3-dev (>= 3.4)")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS "${docs_package}, ${tools_package}")
set(CPACK_DEBIAN_TOOLS_PACKAGE_DEPENDS "${development_package} ${same_version}, g++ (>= 4:12) | clang (>= 1:14)")
set(CPACK_DEBIAN_DOCS_PACKAGE_ARCHITECTURE all)
include(CPack)

if(PYA_DEBIAN)
  configure_file(cmake/debian/copyright.in debian/copyright @ONLY)
  configure_file(cmake/debian/changelog.in debian/changelog.Debian @ONLY)
  execute_process(COMMAND gzip -9nf changelog.Debian WORKING_DIRECTORY ${PROJECT_BINARY_DIR}/debian
                  COMMAND_ERROR_IS_FATAL ANY)
  set(manuals "\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_MANDIR}/man1")
  install(CODE "execute_process(COMMAND gzip -9nf ${manuals}/pya-run.1 ${manuals}/pya-features.1
                                COMMAND_ERROR_IS_FATAL ANY)" COMPONENT tools)
endif()
