// SPDX-License-Identifier: MIT
// A test of the page's server with libFuzzer: with what strangers send, and with what pages send that were
// let in.
//     build/fuzz/tests/web/pya_web_fuzz -max_total_time=600 -max_len=4096
#include <pya/backend/web.hpp>
#include <pya/log.hpp>

#include "web/client.hpp"

#include <string>

using namespace pya;

namespace {

// One that plays and one that records, so that messages reach their streams.
struct Studio {
    Studio() : streams{open(false), open(true)} {}
    std::unique_ptr<Stream> open(bool input) {
        return backend.open({.channels = 2,
                             .input_flag = input,
                             .output_flag = !input,
                             .stream_callback = [](const StreamBlock& block) {
                                 for (Index i = 0; block.output != nullptr && i < 2 * block.frames; ++i)
                                     block.output[i] = 0;
                             }});
    }

    WebBackend backend{{.port = 0}};
    std::unique_ptr<Stream> streams[2];
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const LogHandler quiet = set_log_handler({});
    static Studio studio;
    if (size == 0) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 4) {
    case 0: { // a request
        web::Client client(studio.backend.port());
        client.send(bytes);
        client.hang_up();
        client.read_all();
        break;
    }
    case 1: { // the head of one, under the right name
        web::Client client(studio.backend.port());
        client.send("GET / HTTP/1.1\r\nHost: " + web::host(studio.backend) + "\r\n" + bytes);
        client.hang_up();
        client.read_all();
        break;
    }
    case 2: { // frames of a page
        web::Client client = web::page(studio.backend);
        client.send(bytes);
        client.hang_up();
        client.read_all();
        break;
    }
    default: { // a message of a page
        web::Client client = web::page(studio.backend);
        client.send_frame(bytes);
        client.hang_up();
        client.read_all();
    }
    }
    return 0;
}
