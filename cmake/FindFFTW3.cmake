# SPDX-License-Identifier: MIT
# Finds FFTW 3 in double and single precision and defines FFTW3::fftw3 and FFTW3::fftw3f.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_FFTW3 QUIET fftw3)
endif()
find_path(FFTW3_INCLUDE_DIR fftw3.h HINTS ${PC_FFTW3_INCLUDE_DIRS})
find_library(FFTW3_LIBRARY fftw3 HINTS ${PC_FFTW3_LIBRARY_DIRS})
find_library(FFTW3F_LIBRARY fftw3f HINTS ${PC_FFTW3_LIBRARY_DIRS})
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(FFTW3 REQUIRED_VARS FFTW3_LIBRARY FFTW3F_LIBRARY FFTW3_INCLUDE_DIR
                                  VERSION_VAR PC_FFTW3_VERSION)
mark_as_advanced(FFTW3_INCLUDE_DIR FFTW3_LIBRARY FFTW3F_LIBRARY)
foreach(precision IN ITEMS "" f)
  string(TOUPPER "FFTW3${precision}_LIBRARY" library)
  if(FFTW3_FOUND AND NOT TARGET FFTW3::fftw3${precision})
    add_library(FFTW3::fftw3${precision} UNKNOWN IMPORTED)
    set_target_properties(FFTW3::fftw3${precision} PROPERTIES IMPORTED_LOCATION "${${library}}"
                          INTERFACE_INCLUDE_DIRECTORIES "${FFTW3_INCLUDE_DIR}")
  endif()
endforeach()
