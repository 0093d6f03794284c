# SPDX-License-Identifier: MIT
"""Recipe for Conan 2 that builds the checkout it lies in: conan create cmake/conan

Without FFTW, because Conan Center's has one precision in a package and the library needs two."""

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir


class PyaConan(ConanFile):
    name = "pya"
    description = "Audio signals as values: the object model of Python's pya in C++20"
    license = "MIT"
    topics = ("audio", "dsp", "signal-processing")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], "fPIC": [True, False]}
    default_options = {"shared": False, "fPIC": True}
    implements = ["auto_shared_fpic"]

    @property
    def _root(self):
        return os.path.join(self.recipe_folder, "..", "..")

    def set_version(self):
        header = load(self, os.path.join(self._root, "include", "pya", "version.hpp"))
        self.version = ".".join(re.findall(r"#define PYA_VERSION_\w+ (\d+)", header))

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "README.md", "include/*", "src/*", "cmake/*", "docs/*"):
            copy(self, pattern, src=self._root, dst=self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        self.requires("eigen/3.4.0", transitive_headers=True)
        self.requires("libsamplerate/0.2.2")
        self.requires("libsndfile/1.2.2")
        self.requires("portaudio/19.7.0")
        self.requires("boost/[>=1.74 <2]", options={"header_only": True})

    def validate(self):
        check_min_cppstd(self, 20)

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["PYA_FFT"] = "builtin"
        for switch in ("TESTS", "EXAMPLES", "TOOLS"):
            toolchain.cache_variables["PYA_BUILD_" + switch] = False
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", src=self.source_folder, dst=os.path.join(self.package_folder, "licenses"))
        for folder in ("share", os.path.join("lib", "cmake"), os.path.join("lib", "pkgconfig")):
            rmdir(self, os.path.join(self.package_folder, folder))

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "pya")
        dsp, everything = self.cpp_info.components["dsp"], self.cpp_info.components["pya"]

        dsp.set_property("cmake_target_name", "pya::dsp")
        dsp.set_property("pkg_config_name", "pya-dsp")
        dsp.libs = ["pya_dsp"]
        dsp.requires = ["eigen::eigen", "libsamplerate::libsamplerate"]

        everything.set_property("cmake_target_name", "pya::pya")
        everything.set_property("pkg_config_name", "pya")
        everything.libs = ["pya"]
        everything.requires = ["dsp", "libsndfile::libsndfile", "portaudio::portaudio", "boost::headers"]
        if self.settings.os == "Linux":
            everything.system_libs = ["dl", "pthread"]
