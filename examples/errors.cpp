// SPDX-License-Identifier: MIT
/// @file
/// What the library throws, how a program goes on after it, and where warnings go.
#include <pya/pya.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace pya;

namespace {

/// The message of what the work has thrown, or "done".
std::string attempt(auto&& work) {
    try {
        work();
        return "done";
    } catch (const ArgumentError& error) {
        return std::string("ArgumentError: ") + error.what();
    } catch (const IoError& error) {
        return std::string("IoError: ") + error.what();
    } catch (const DeviceError& error) {
        return std::string("DeviceError: ") + error.what();
    } catch (const Error& error) { // the base of all of them
        return std::string("Error: ") + error.what();
    }
}

/// The first file that can be read, or a second of silence.
Asig first_of(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
        try {
            return Asig(file);
        } catch (const IoError& error) {
            std::cout << "skipped: " << error.what() << '\n';
        }
    }
    return Asig(1.0);
}

} // namespace

int main() {
    Asig a = Ugen::sine({.freq = 440, .dur = 1.0});
    const Asig before = a;

    std::cout << attempt([&] { a.iirfilter(30000, {.btype = Btype::lowpass}); }) << '\n'
              << attempt([&] { a += Asig(100); }) << '\n'
              << attempt([&] { a(all, "left"); }) << '\n'
              << attempt([] { Asig("missing.wav"); }) << '\n'
              << attempt([&] { Aserver({.backend = std::make_shared<DummyBackend>()}).play(a); }) << '\n';
    std::cout << "unchanged: " << std::boolalpha << (a == before) << '\n';

    std::cout << first_of({"missing.wav", "sentence.flac"}) << '\n';

    // Warnings go to a function of yours, which any thread may call.
    set_log_handler([](std::string_view line) { std::cout << "warning: " << line << '\n'; });
    a.gain(-6);          // -6 dB was meant
    set_log_handler({}); // from here on they are dropped
    a.gain(-6);
}
