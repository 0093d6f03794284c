# SPDX-License-Identifier: MIT
# The warnings with which the project's own code is compiled. Users of the library don't inherit them.
function(pya_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow $<$<BOOL:${PYA_WERROR}>:-Werror>)
  # Sources that are compiled together see each other's names, and for g++ they are headers.
  get_target_property(together ${target} UNITY_BUILD)
  if(together)
    target_compile_options(${target} PRIVATE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
  # Newer versions of clang blame the project for what std::stable_sort of GCC 12 uses internally.
  target_compile_options(${target} PRIVATE
                         $<$<AND:$<CXX_COMPILER_ID:Clang>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,15>>:-Wno-deprecated-declarations>)
endfunction()
