# SPDX-License-Identifier: MIT
# The warnings that the project's own code compiles under; users of the library never inherit them.
function(pya_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow $<$<BOOL:${PYA_WERROR}>:-Werror>)
  # Newer clangs take what std::stable_sort of GCC 12 uses inside for the project's own.
  target_compile_options(${target} PRIVATE
                         $<$<AND:$<CXX_COMPILER_ID:Clang>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,15>>:-Wno-deprecated-declarations>)
endfunction()
