# SPDX-License-Identifier: MIT
# A static library is one object, see below. So that a program has only those functions of it that it needs, each is a
# section of its own, and the linker drops those that nothing refers to.
set(pya_sections "")
if(CMAKE_EXECUTABLE_FORMAT STREQUAL "ELF")
  set(pya_sections -Wl,--gc-sections)
endif()

# pya_library(target ALIAS name ROOMS folder... [FILES file...] [EXCEPT file...])
# A library made of all sources in some rooms (folders) of src/ and the rooms in them, so a new file needs no line here.
# "." is src/ without its rooms.
function(pya_library target)
  cmake_parse_arguments(arg "" "ALIAS" "ROOMS;FILES;EXCEPT" ${ARGN})
  set(sources "")
  foreach(room IN LISTS arg_ROOMS)
    set(glob GLOB_RECURSE)
    if(room STREQUAL ".")
      set(glob GLOB)
    endif()
    file(${glob} found CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/src/${room}/*.cpp)
    list(APPEND sources ${found})
  endforeach()
  list(APPEND sources ${arg_FILES})
  list(REMOVE_ITEM sources ${arg_EXCEPT} "")
  list(TRANSFORM sources PREPEND ${PROJECT_SOURCE_DIR}/src/)

  add_library(${target} ${sources})
  add_library(${arg_ALIAS} ALIAS ${target})
  string(REPLACE "pya::" "" export_name ${arg_ALIAS})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${export_name} POSITION_INDEPENDENT_CODE ON
                        CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
                        INSTALL_RPATH $<IF:$<BOOL:${APPLE}>,@loader_path,$ORIGIN>
                        VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  target_compile_features(${target} PUBLIC cxx_std_20)
  get_target_property(type ${target} TYPE)
  if(WIN32 AND type STREQUAL "STATIC_LIBRARY")
    target_compile_definitions(${target} PUBLIC PYA_STATIC)
  endif()
  if(type STREQUAL "STATIC_LIBRARY" AND pya_sections)
    target_compile_options(${target} PRIVATE -ffunction-sections -fdata-sections)
    target_link_options(${target} INTERFACE ${pya_sections})
  endif()
  target_include_directories(${target}
    PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${PROJECT_SOURCE_DIR}/src)
  # Without contraction into FMA every instruction set gives the same result. -O3 turns the plain loops of the kernels
  # into SIMD, also those with square roots, which set no errno. An inline variable that a program has, too, becomes one
  # weak symbol instead of two unique ones.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  target_compile_options(${target} PRIVATE -ffp-contract=off -fno-math-errno $<$<CONFIG:Release,RelWithDebInfo>:-O3>)
  pya_warnings(${target})
endfunction()

# A program and the library in it may be compiled for different instruction sets, for which Eigen's inline functions
# differ, but have the same name. So a static library is one object in which every name that a shared library would hide
# is local, and the linker never uses a function of the program in the library, or the other way round. Static variables
# of inline functions, which GCC doesn't hide, stay weak.
if(CMAKE_OBJCOPY AND CMAKE_EXECUTABLE_FORMAT STREQUAL "ELF")
  set(PYA_LINKER ${CMAKE_LINKER})
  if(PYA_LINKER MATCHES "lld") # which CMake prefers with clang, but which can't take sections out of their groups
    find_program(PYA_GNU_LINKER ld.bfd REQUIRED)
    set(PYA_LINKER ${PYA_GNU_LINKER})
  endif()
  set(CMAKE_CXX_ARCHIVE_CREATE
      "${PYA_LINKER} -r --force-group-allocation -o <TARGET>.o <OBJECTS>"
      "${CMAKE_OBJCOPY} --localize-hidden --wildcard --weaken-symbol=_ZZN* --weaken-symbol=_ZGVZN* <TARGET>.o"
      "<CMAKE_AR> qc <TARGET> <TARGET>.o"
      "${CMAKE_COMMAND} -E rm <TARGET>.o")
endif()
