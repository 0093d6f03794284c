# SPDX-License-Identifier: MIT
# Finds SndFile and defines the target SndFile::sndfile. Prefers upstream's CMake config, which Debian does not ship.
find_package(SndFile CONFIG QUIET)
if(TARGET SndFile::sndfile)
  set(SndFile_FOUND TRUE)
  return()
endif()

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_SndFile QUIET sndfile)
endif()
find_path(SndFile_INCLUDE_DIR sndfile.h HINTS ${PC_SndFile_INCLUDE_DIRS})
find_library(SndFile_LIBRARY sndfile HINTS ${PC_SndFile_LIBRARY_DIRS})
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SndFile REQUIRED_VARS SndFile_LIBRARY SndFile_INCLUDE_DIR VERSION_VAR PC_SndFile_VERSION)
mark_as_advanced(SndFile_INCLUDE_DIR SndFile_LIBRARY)
if(SndFile_FOUND)
  add_library(SndFile::sndfile UNKNOWN IMPORTED)
  set_target_properties(SndFile::sndfile PROPERTIES IMPORTED_LOCATION "${SndFile_LIBRARY}"
                        INTERFACE_INCLUDE_DIRECTORIES "${SndFile_INCLUDE_DIR}")
endif()
