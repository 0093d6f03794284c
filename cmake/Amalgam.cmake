# SPDX-License-Identifier: MIT
# The target amalgam: all of pya::dsp in two files, pya_dsp.hpp and pya_dsp.cpp, in the folder amalgam of the build.
get_target_property(amalgam_sources pya_dsp SOURCES)
file(GLOB_RECURSE amalgam_headers CONFIGURE_DEPENDS include/pya/*.hpp src/*.hpp)
set(amalgam ${PROJECT_BINARY_DIR}/amalgam/pya_dsp)
add_custom_command(OUTPUT ${amalgam}.hpp ${amalgam}.cpp
                   COMMAND sh cmake/amalgam.sh ${PROJECT_BINARY_DIR}/amalgam ${amalgam_sources}
                   DEPENDS ${amalgam_sources} ${amalgam_headers} cmake/amalgam.sh cmake/amalgam.awk
                   WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} COMMENT "Joining pya::dsp to two files" VERBATIM)
add_custom_target(amalgam DEPENDS ${amalgam}.hpp ${amalgam}.cpp)
