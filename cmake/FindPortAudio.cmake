# SPDX-License-Identifier: MIT
# Finds PortAudio and defines the target PortAudio::PortAudio. Prefers upstream's CMake config, which Debian does not ship.
find_package(PortAudio CONFIG QUIET)
if(TARGET PortAudio::PortAudio)
  set(PortAudio_FOUND TRUE)
  return()
endif()

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_PortAudio QUIET portaudio-2.0)
endif()
find_path(PortAudio_INCLUDE_DIR portaudio.h HINTS ${PC_PortAudio_INCLUDE_DIRS})
find_library(PortAudio_LIBRARY portaudio HINTS ${PC_PortAudio_LIBRARY_DIRS})
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(PortAudio REQUIRED_VARS PortAudio_LIBRARY PortAudio_INCLUDE_DIR VERSION_VAR PC_PortAudio_VERSION)
mark_as_advanced(PortAudio_INCLUDE_DIR PortAudio_LIBRARY)
if(PortAudio_FOUND)
  add_library(PortAudio::PortAudio UNKNOWN IMPORTED)
  set_target_properties(PortAudio::PortAudio PROPERTIES IMPORTED_LOCATION "${PortAudio_LIBRARY}"
                        INTERFACE_INCLUDE_DIRECTORIES "${PortAudio_INCLUDE_DIR}")
endif()
