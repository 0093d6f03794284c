# SPDX-License-Identifier: MIT
# Prepares a header for Doxygen. One comment is for all overloads of a name that follow it without a blank line (all
# operators count as one name); here it is copied to each of them. Special members and operator<< without a comment are
# left out, and so is what is protected. In pages, links to programs are changed so that they work in the folder of the
# HTML files.

function declared(line,    head) { # the name that a line declares, or nothing
    if (line ~ /operator/) return "operator"
    if (!match(line, /[A-Za-z_~][A-Za-z_0-9]*\(/)) return ""
    return substr(line, RSTART, RLENGTH - 1)
}
function flush_held() {
    if (held != "") printf "%s", held
    held = ""
}
function special(line) {
    return line ~ /= (delete|default);/ || line ~ /operator<</ || line ~ /^ *(virtual )?~[A-Z]/ ||
           line ~ /^ *[A-Z][A-Za-z]*\((const )?[A-Z][A-Za-z]*&&?( [a-z]+)?\)( noexcept)?;/ ||
           line ~ /operator=\((const )?[A-Z][A-Za-z]*&&?( [a-z]+)?\)( noexcept)?;/
}

FILENAME ~ /\.md$/ {
    gsub(/\]\((\.\.\/\.\.\/)?examples\//, "](../examples/")
    gsub(/\]\(examples\)/, "](../examples)")
    gsub(/\]\(LICENSE/, "](../LICENSE")
    print
    next
}
/^ *\/\/\// && !/^ *\/\/\/</ {
    if (!in_comment) comment = ""
    in_comment = 1
    comment = comment $0 "\n"
    print
    next
}
/^ *protected:/ { hidden = 1 }
/^ *(public|private):/ || /^ *};/ { hidden = 0 }
hidden || /^extern template/ {
    print ""
    next
}
/^ *$/ {
    flush_held()
    name = ""
    in_comment = 0
    print
    next
}
{
    indent = match($0, /[^ ]/) - 1
    if (in_comment) {
        at = indent
        name = declared($0)
        waiting = name == "" # a template line or the like: the name follows
        in_comment = 0
        flush_held()
        print
        next
    }
    if (waiting && indent == at) {
        name = declared($0)
        waiting = name == ""
        print
        next
    }
    if (indent == at && special($0)) {
        print ""
        next
    }
    if (indent == at && /^ *(template|requires)/ && declared($0) == "") {
        held = held $0 "\n"
        next
    }
    if (special($0)) {
        print ""
        next
    }
    if (name != "" && indent == at && !/\/\/\/</ && declared($0) == name) {
        printf "%s", comment
    }
    flush_held()
    print
}
END { flush_held() }
