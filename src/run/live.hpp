// SPDX-License-Identifier: MIT
// Keeps a script playing while it is edited: watches it, compiles it, and lets the new version take over from
// the old.
#ifndef PYA_SRC_RUN_LIVE_HPP
#define PYA_SRC_RUN_LIVE_HPP

#include "run/compilation.hpp"
#include "run/desk.hpp"
#include "run/page.hpp"
#include "run/sliders.hpp"
#include "run/version.hpp"
#include "run/watch.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pya::detail::live {

struct LiveOptions {
    std::string pya_run; ///< its path
    std::string script;
    std::vector<std::string> arguments = {}; ///< of the script
    std::shared_ptr<Backend> backend = {};   ///< what plays
    std::shared_ptr<WebBackend> page = {};   ///< the same, if it has a page
};

class Live {
public:
    explicit Live(const LiveOptions& options);
    ~Live();

    /// What is to be done now; to be called again and again.
    void turn();
    /// Blocks that the version that played did not have in time.
    std::uint64_t missed() const { return desk_.missed(); }

private:
    static constexpr std::size_t most_lines = 50; // for the page at once

    void compile();
    void compiled();
    void start(const std::string& program);
    void follow_next();
    void follow_current();
    void take_over();
    void dismiss(std::unique_ptr<Version>& version);
    void see_off();
    bool has_stream(const Format& format);
    void say(Version& version);
    std::string place(const std::string& place) const;
    void report(const std::string& state, const Line& error = {}, const std::string& details = {});

    LiveOptions options_;
    std::string folder_; // of the script, with its slash
    std::string name_;   // without it
    Page page_;
    Sliders sliders_{page_};
    Watch watch_;
    std::optional<Compilation> compilation_;
    std::chrono::steady_clock::time_point saved_;

    Desk desk_;
    std::optional<Format> format_;     // of the stream
    std::unique_ptr<Version> current_; // it plays, or has ended
    std::unique_ptr<Version> next_;    // it gets ready
    std::vector<std::unique_ptr<Version>> leaving_;
    std::vector<Thing> things_; // of the next version
    Line error_;                // the latest of the newest version
    bool has_ended_ = false;    // the current one

    std::unique_ptr<Stream> stream_; // last: it calls the desk
};

} // namespace pya::detail::live

#endif
