# SPDX-License-Identifier: MIT
# cmake -DFOLDER=... -DOUTPUT=... -P WebFiles.cmake: the files of a folder as a C++ source.
set(types html "text/html; charset=utf-8" css "text/css; charset=utf-8" js "text/javascript; charset=utf-8"
    svg "image/svg+xml")
file(GLOB files ${FOLDER}/*)
set(arrays "")
set(table "")
set(number 0)
foreach(file IN LISTS files)
  cmake_path(GET file FILENAME name)
  cmake_path(GET file EXTENSION LAST_ONLY extension)
  string(SUBSTRING ${extension} 1 -1 extension)
  list(FIND types ${extension} place)
  math(EXPR place "${place} + 1")
  list(GET types ${place} type)
  file(READ ${file} bytes HEX)
  string(LENGTH "${bytes}" length)
  math(EXPR length "${length} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  # Compilers accept literals of at least 64 kB; pieces of 500 bytes keep the lines short.
  string(REGEX REPLACE "(........................................................................................................................)" "\\1\"\n    \"" bytes "${bytes}")
  string(APPEND arrays "constexpr char file${number}[] =\n    \"${bytes}\";\n")
  if(name STREQUAL "index.html")
    set(name "")
  endif()
  string(APPEND table "    {\"/${name}\", \"${type}\", {file${number}, ${length}}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "// SPDX-License-Identifier: MIT
// Made from ${FOLDER}.
#include \"web/files.hpp\"

namespace pya::web {
namespace {

${arrays}
constexpr File files[] = {
${table}};

} // namespace

const File* find_file(std::string_view path) {
    for (const File& file : files)
        if (file.path == path) return &file;
    return nullptr;
}

} // namespace pya::web
")
