# SPDX-License-Identifier: MIT
# The warnings that the project's own code compiles under; users of the library never inherit them.
function(pya_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow $<$<BOOL:${PYA_WERROR}>:-Werror>)
endfunction()
