# SPDX-License-Identifier: MIT
# awk -v root=PROJECT -v had=LIST -f amalgam.awk FILE...: the files, which are relative to root, as one text. Includes of
# the project's own ("x" from src/, <pya/x> from include/) are put in their place, each once, without those in the file
# `had`; what was put in is added to it.
function path(line) {
    if (line ~ /^#include <pya\//) return "include/" substr(line, 11, length(line) - 11)
    if (line ~ /^#include "/) return "src/" substr(line, 11, length(line) - 11)
    return ""
}
# A header that stands under a condition of its includer's is put in again where it is next asked for.
function put(file, condition,    line, guard, depth, own) {
    sub(root "/", "", file)
    guard = file ~ /\.hpp$/
    if (guard && !condition) done[file] = 1
    print "// " file
    while ((getline line < (root "/" file)) > 0) {
        if (line ~ /^\/\/ SPDX-License-Identifier/) continue
        if (line ~ /^# *if/) ++depth
        if (line ~ /^# *endif/) --depth
        own = path(line)
        if (own == "") print line
        else if (!(own in done)) put(own, condition || depth > guard)
    }
    close(root "/" file)
}
BEGIN {
    while ((getline file < had) > 0) done[file] = 1
    close(had)
    print "// SPDX-License-Identifier: MIT"
    for (i = 1; i < ARGC; ++i) put(ARGV[i], 0)
    for (file in done) print file >had
}
