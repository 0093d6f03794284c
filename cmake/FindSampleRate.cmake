# SPDX-License-Identifier: MIT
# Finds libsamplerate and defines SampleRate::samplerate. Prefers upstream's CMake config, which Debian does not ship.
find_package(SampleRate CONFIG QUIET)
if(TARGET SampleRate::samplerate)
  set(SampleRate_FOUND TRUE)
  return()
endif()

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_SampleRate QUIET samplerate)
endif()
find_path(SampleRate_INCLUDE_DIR samplerate.h HINTS ${PC_SampleRate_INCLUDE_DIRS})
find_library(SampleRate_LIBRARY samplerate HINTS ${PC_SampleRate_LIBRARY_DIRS})
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SampleRate REQUIRED_VARS SampleRate_LIBRARY SampleRate_INCLUDE_DIR VERSION_VAR PC_SampleRate_VERSION)
mark_as_advanced(SampleRate_INCLUDE_DIR SampleRate_LIBRARY)
if(SampleRate_FOUND)
  add_library(SampleRate::samplerate UNKNOWN IMPORTED)
  set_target_properties(SampleRate::samplerate PROPERTIES IMPORTED_LOCATION "${SampleRate_LIBRARY}"
                        INTERFACE_INCLUDE_DIRECTORIES "${SampleRate_INCLUDE_DIR}")
endif()
