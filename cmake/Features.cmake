# SPDX-License-Identifier: MIT
# pya-features, the example of that name as a tool to install.
add_executable(pya_features ${PROJECT_SOURCE_DIR}/examples/features.cpp)
target_link_libraries(pya_features PRIVATE pya::pya)
set_target_properties(pya_features PROPERTIES OUTPUT_NAME pya-features
                      RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
pya_warnings(pya_features)

if(PYA_INSTALL)
  file(RELATIVE_PATH bin_to_library ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
  set_target_properties(pya_features PROPERTIES
                        INSTALL_RPATH $<IF:$<BOOL:${APPLE}>,@loader_path,$ORIGIN>/${bin_to_library})
  install(TARGETS pya_features RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tools)
  install(FILES docs/pya-features.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tools)
endif()
