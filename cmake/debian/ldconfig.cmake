# SPDX-License-Identifier: MIT
# cpack runs this on its packages. The package with shared libraries calls ldconfig by a trigger, as Debian does now,
# instead of by the scripts that cpack writes.
foreach(package IN LISTS CPACK_PACKAGE_FILES)
  if(package MATCHES "/libpya[0-9][^/]*\\.deb$")
    set(folder "${CPACK_TEMPORARY_DIRECTORY}/ldconfig")
    execute_process(COMMAND dpkg-deb --raw-extract ${package} ${folder} COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE ${folder}/DEBIAN/postinst ${folder}/DEBIAN/postrm)
    file(WRITE ${folder}/DEBIAN/triggers "activate-noawait ldconfig\n")
    execute_process(COMMAND dpkg-deb --root-owner-group --build ${folder} ${package} OUTPUT_QUIET
                    COMMAND_ERROR_IS_FATAL ANY)
  endif()
endforeach()
