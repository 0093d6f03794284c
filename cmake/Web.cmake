# SPDX-License-Identifier: MIT
# The sources for browsers: the room web, or a file that replaces it.
if(PYA_WITH_WEB)
  set(web_room web)
  set(web_absent backend/no_web.cpp)
else()
  set(web_room "")
  set(web_absent "")
endif()

# Builds the page into a library.
function(pya_web_page target)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/web/page/*)
  set(source ${PROJECT_BINARY_DIR}/web_files.cpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/WebFiles.cmake)
  add_custom_command(OUTPUT ${source} DEPENDS ${files} ${script} VERBATIM
                     COMMAND ${CMAKE_COMMAND} -DFOLDER=${PROJECT_SOURCE_DIR}/src/web/page -DOUTPUT=${source} -P ${script})
  target_sources(${target} PRIVATE ${source})
endfunction()
