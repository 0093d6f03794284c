// SPDX-License-Identifier: MIT
// A server that is kept busy from many threads: 2,000 scheduled voices, generators and their parameters,
// stops, changes of gains and inserts, with a recorder attached.
#ifndef PYA_TESTS_RT_BUSY_SERVER_HPP
#define PYA_TESTS_RT_BUSY_SERVER_HPP

#include <pya/agen.hpp>
#include <pya/arecorder.hpp>
#include <pya/aserver.hpp>

#include <memory>
#include <thread>
#include <vector>

/// Returns how many frames the recorder has recorded.
inline pya::Index keep_server_busy(const std::shared_ptr<pya::Backend>& backend) {
    using namespace pya;
    Aserver s({.sr = 48000, .bs = 64, .channels = 2, .backend = backend});
    Arecorder r({.sr = 48000, .bs = 64, .channels = 2, .backend = backend});
    s.boot();
    r.boot();
    r.record();
    gen::Param level(0.001);
    const Agen bell = level * gen::sine(400 + 30 * gen::sine(5)) * gen::adsr({.dur = 50_ms});
    const Agen bells = gen::pan2(bell.then(bell).loop(), gen::sine(2));
    const Asig shot(Eigen::ArrayXXf::Constant(4800, 2, 0.001f), {.sr = 48000});
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            std::vector<Aserver::Voice> voices;
            for (int i = 0; i < 500; ++i)
                voices.push_back(
                    s.play(shot, {.onset = 0.0005 * i + 0.001 * t, .out = i % 2, .loop = i % 20 == 0}));
            for (int i = 0; i < 500; ++i) {
                Aserver::Voice& voice = voices[static_cast<std::size_t>(i)];
                if (i % 2 == 0) voice.stop(i % 4 == 0 ? 0.0 : 0.01);
                if (i % 3 == 0) voice.set_gain(0.5, 0.02);
                if (i % 25 == 0) s.play(bell, {.onset = 0.001 * i});
                if (i % 7 == 0) level.set(0.0005 * (1 + i % 3));
                if (i % 25 == 5) s.play(bells).stop(0.1);
                if (i % 50 == 0) s.set_gain(0.1 + 0.001 * i);
                if (i % 100 == 0) s.set_insert([](SigMap block) { block = block / (1 + block.abs()); });
                if (i % 10 == 0) std::this_thread::yield();
            }
        });
    for (std::thread& thread : threads) thread.join();
    s.wait(1.0);
    s.stop();
    s.wait();
    r.stop();
    return r.recordings().back().samples();
}

#endif
