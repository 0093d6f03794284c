# SPDX-License-Identifier: MIT
# awk -v root=PROJECT -v had=LIST -f amalgam.awk FILE...: joins the files, which are relative to root, to one text.
# Includes of the project's own headers ("x" from src/, <pya/x> from include/) are replaced by the headers, each once,
# except those that are listed in the file `had`; the headers that were used are added to that list.
function path(line) {
    if (line ~ /^#include <pya\//) return "include/" substr(line, 11, length(line) - 11)
    if (line ~ /^#include "/) return "src/" substr(line, 11, length(line) - 11)
    return ""
}
# A header that is included under a condition is used again where it is included the next time.
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
