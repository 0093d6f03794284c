# SPDX-License-Identifier: MIT
# pya-run, once in the build folder (for the library as built) and once to install (for the library installed with it).
set(run_archives "")
set(run_libraries "")
if(NOT BUILD_SHARED_LIBS)
  set(run_archives "\"$library\"/libpya.a \"$library\"/libpya_dsp.a")
  set(targets SampleRate::samplerate SndFile::sndfile PortAudio::PortAudio)
  if(PYA_FFT STREQUAL "fftw")
    list(APPEND targets FFTW3::fftw3 FFTW3::fftw3f)
  endif()
  foreach(target IN LISTS targets)
    string(APPEND run_libraries "$<TARGET_FILE:${target}> ")
  endforeach()
  foreach(library IN LISTS CMAKE_DL_LIBS)
    string(APPEND run_libraries "-l${library} ")
  endforeach()
  string(APPEND run_libraries "${pya_sections} -lpthread") # -pthread would define a macro that the precompiled header lacks
endif()
# What runs behind --live and --watch.
file(GLOB live_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/run/*.cpp)
add_executable(pya_live ${live_sources} ${PROJECT_SOURCE_DIR}/src/backend/slider.cpp) # which the library hides
target_link_libraries(pya_live PRIVATE pya::pya Boost::headers)
target_include_directories(pya_live PRIVATE ${PROJECT_SOURCE_DIR}/src)
set_target_properties(pya_live PROPERTIES OUTPUT_NAME pya-live RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
pya_warnings(pya_live)

file(READ cmake/uncaught.hpp run_uncaught)
set(run_eigen "$<TARGET_PROPERTY:Eigen3::Eigen,INTERFACE_INCLUDE_DIRECTORIES>")

function(pya_run folder)
  configure_file(cmake/pya-run.in pya-run/${folder}.in @ONLY)
  file(GENERATE OUTPUT ${folder}/pya-run INPUT ${CMAKE_CURRENT_BINARY_DIR}/pya-run/${folder}.in
       FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
endfunction()

set(run_include "${PROJECT_SOURCE_DIR}/include")
set(run_library "${PROJECT_BINARY_DIR}")
set(run_live "$<TARGET_FILE:pya_live>")
pya_run(bin)

if(PYA_INSTALL)
  file(RELATIVE_PATH from_bin ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_PREFIX})
  cmake_path(SET run_include NORMALIZE "${from_bin}/${CMAKE_INSTALL_INCLUDEDIR}")
  cmake_path(SET run_library NORMALIZE "${from_bin}/${CMAKE_INSTALL_LIBDIR}")
  set(run_include "$here/${run_include}")
  set(run_library "$here/${run_library}")
  cmake_path(SET run_live NORMALIZE "${from_bin}/${CMAKE_INSTALL_LIBEXECDIR}/pya/pya-live")
  set(run_live "$here/${run_live}")
  pya_run(pya-run)
  install(PROGRAMS ${CMAKE_CURRENT_BINARY_DIR}/pya-run/pya-run DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tools)
  file(RELATIVE_PATH live_to_library ${CMAKE_INSTALL_FULL_LIBEXECDIR}/pya ${CMAKE_INSTALL_FULL_LIBDIR})
  set_target_properties(pya_live PROPERTIES
                        INSTALL_RPATH $<IF:$<BOOL:${APPLE}>,@loader_path,$ORIGIN>/${live_to_library})
  install(TARGETS pya_live RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/pya COMPONENT tools)
  install(FILES docs/pya-run.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tools)
endif()
