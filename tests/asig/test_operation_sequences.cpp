// SPDX-License-Identifier: MIT
// Random selections, assignments and arithmetic on a few signals that share memory with each other. After
// each step they are compared with nested vectors, which share nothing.
#include <pya/pya.hpp>

#include "asig/naive_signal.hpp"
#include "support/catch.hpp"

#include <array>
#include <random>
#include <string>

using namespace pya;
using naive::Mode;
using naive::Pick;

namespace {

class Trial {
public:
    explicit Trial(unsigned seed) : random_(seed) {
        for (std::size_t k = 0; k < 4; ++k) renew(k);
    }

    // Changes one of the signals, and returns true if all of them are then like their models.
    bool step() {
        const std::size_t k = which();
        switch (any(0, 7)) {
        case 0: keep(k, which()); break;
        case 1: narrow(k, which()); break;
        case 2: fill(k); break;
        case 3: assign(k, which()); break;
        case 4: assign_part(k, which()); break;
        case 5: combine(k, which(), which()); break;
        case 6: combine_number(k, which()); break;
        default: update(k, which());
        }
        if (models_[k].samples() > 60) renew(k);
        for (std::size_t i = 0; i < models_.size(); ++i)
            if (!naive::same(signals_[i], models_[i])) return false;
        return true;
    }

    const std::string& last() const { return last_; }
    int refused() const { return refused_; }

private:
    Index any(Index low, Index high) { return std::uniform_int_distribution<Index>(low, high)(random_); }
    std::size_t which() { return static_cast<std::size_t>(any(0, 3)); }
    Mode mode() { return static_cast<Mode>(any(0, 3)); }

    void renew(std::size_t k) {
        models_[k] = naive::silence(any(0, 12), any(1, 3));
        for (naive::Channel& channel : models_[k].channels)
            for (float& x : channel) x = static_cast<float>(any(-8, 8)) / 4;
        signals_[k] = naive::to_asig(models_[k]);
    }

    // A selection that is mostly valid for n positions.
    Pick pick(Index n) {
        Pick p;
        const Index kind = any(0, 9);
        if (kind < 2 && n > 0) {
            p.kind = kind == 0 ? Pick::Kind::single : Pick::Kind::list;
            for (Index count = kind == 0 ? 1 : any(0, 3); count > 0; --count)
                p.list.push_back(any(-n, any(0, 9) == 0 ? n : n - 1));
        } else if (kind < 8) {
            if (any(0, 1) == 0) p.start = any(-n - 2, n + 2);
            if (any(0, 1) == 0) p.stop = any(-n - 2, n + 2);
            if (any(0, 2) == 0) p.step = any(0, 1) == 0 ? any(1, 4) : any(-4, -1);
        }
        return p;
    }

    // Does the same to a signal and its model. Both or neither must refuse, and if they do, nothing may
    // change.
    template <class OnSignal, class OnModel>
    void both(const char* what, OnSignal on_signal, OnModel on_model) {
        last_ = what;
        bool expected = false;
        bool threw = false;
        const std::array<naive::Signal, 4> before = models_;
        try {
            on_model();
        } catch (const naive::Refused&) {
            expected = true;
            models_ = before;
        }
        try {
            on_signal();
        } catch (const ArgumentError&) {
            threw = true;
        }
        refused_ += threw ? 1 : 0;
        if (threw != expected) last_ += threw ? " threw" : " did not throw";
        INFO(last_);
        REQUIRE(threw == expected);
    }

    Selection selection(std::size_t k, const Pick& rows, const Pick& cols, Mode m) {
        const Rows r = rows.selector<Rows>();
        const Cols c = cols.selector<Cols>();
        Asig& sig = signals_[k];
        return m == Mode::bound    ? sig.b(r, c)
               : m == Mode::extend ? sig.x(r, c)
               : m == Mode::plain  ? sig(r, c)
                                   : sig.o(r, c);
    }

    // Overwriting needs a selection of all channels; a list of all of them is not accepted.
    Pick cols_for(std::size_t k, Mode m) { return m == Mode::overwrite ? Pick{} : pick(models_[k].width()); }

    void keep(std::size_t k, std::size_t j) {
        both(
            "copy", [&] { signals_[k] = signals_[j]; }, [&] { models_[k] = naive::Signal(models_[j]); });
    }

    void narrow(std::size_t k, std::size_t j) {
        const Pick rows = pick(models_[j].samples());
        const Pick cols = pick(models_[j].width());
        both(
            "select",
            [&] {
                signals_[k] = std::as_const(signals_[j])(rows.selector<Rows>(), cols.selector<Cols>());
                signals_[k].set_sr(1000).set_label("");
            },
            [&] { models_[k] = naive::select(models_[j], rows, cols); });
    }

    void fill(std::size_t k) {
        const Pick rows = pick(models_[k].samples());
        const Pick cols = pick(models_[k].width());
        const float value = static_cast<float>(any(-4, 4));
        both(
            "fill", [&] { signals_[k](rows.selector<Rows>(), cols.selector<Cols>()) = value; },
            [&] {
                naive::Signal part = naive::select(models_[k], rows, cols);
                for (naive::Channel& channel : part.channels)
                    std::fill(channel.begin(), channel.end(), value);
                naive::assign(models_[k], rows, cols, Mode::plain, part);
            });
    }

    void assign(std::size_t k, std::size_t j) {
        const Mode m = mode();
        const Pick rows = pick(models_[k].samples());
        const Pick cols = cols_for(k, m);
        both(
            "assign", [&] { selection(k, rows, cols, m) = signals_[j]; },
            [&] { naive::assign(models_[k], rows, cols, m, naive::Signal(models_[j])); });
    }

    void assign_part(std::size_t k, std::size_t j) {
        const Mode m = mode();
        const Pick rows = pick(models_[k].samples());
        const Pick cols = cols_for(k, m);
        const Pick from_rows = pick(models_[j].samples());
        const Pick from_cols = pick(models_[j].width());
        both(
            "assign a part",
            [&] { selection(k, rows, cols, m) = selection(j, from_rows, from_cols, Mode::plain); },
            [&] {
                naive::assign(models_[k], rows, cols, m, naive::select(models_[j], from_rows, from_cols));
            });
    }

    template <class A, class B>
    static Asig calculate(char op, A&& a, B&& b) {
        switch (op) {
        case '+': return std::forward<A>(a) + std::forward<B>(b);
        case '-': return std::forward<A>(a) - std::forward<B>(b);
        case '*': return std::forward<A>(a) * std::forward<B>(b);
        default: return std::forward<A>(a) / std::forward<B>(b);
        }
    }

    char operation() { return "+-*/"[any(0, 3)]; }

    void combine(std::size_t k, std::size_t i, std::size_t j) {
        const char op = operation();
        const Mode m = static_cast<Mode>(any(0, 2));
        const bool move = any(0, 1) == 0;
        both(
            "combine",
            [&] {
                const Asig& b = signals_[j];
                if (m == Mode::bound)
                    signals_[k] = calculate(op, signals_[i].b(), b);
                else if (m == Mode::extend)
                    signals_[k] = calculate(op, signals_[i].x(), b);
                else if (move && models_[i].width() == models_[j].width() &&
                         models_[i].samples() == models_[j].samples())
                    signals_[k] = calculate(op, Asig(signals_[i]), Asig(b));
                else
                    signals_[k] = calculate(op, signals_[i], b);
            },
            [&] { models_[k] = naive::combine(op, models_[i], models_[j], m); });
    }

    void combine_number(std::size_t k, std::size_t j) {
        const char op = operation();
        const float number = static_cast<float>(any(-3, 3));
        const bool left = any(0, 1) == 0;
        both(
            "combine with a number",
            [&] {
                signals_[k] = left ? calculate(op, number, signals_[j]) : calculate(op, signals_[j], number);
            },
            [&] {
                naive::Signal constant = models_[j];
                for (naive::Channel& channel : constant.channels)
                    std::fill(channel.begin(), channel.end(), number);
                models_[k] = left ? naive::combine(op, constant, models_[j], Mode::plain)
                                  : naive::combine(op, models_[j], constant, Mode::plain);
            });
    }

    // a(rows, cols) op= b
    void update(std::size_t k, std::size_t j) {
        const char op = operation();
        const Mode m = static_cast<Mode>(any(0, 2));
        const Pick rows = pick(models_[k].samples());
        const Pick cols = pick(models_[k].width());
        both(
            "update a part",
            [&] {
                const Asig& b = signals_[j];
                if (op == '+') selection(k, rows, cols, m) += b;
                if (op == '-') selection(k, rows, cols, m) -= b;
                if (op == '*') selection(k, rows, cols, m) *= b;
                if (op == '/') selection(k, rows, cols, m) /= b;
            },
            [&] {
                const naive::Signal part = naive::select(models_[k], rows, cols);
                naive::Signal b = models_[j];
                if (b.width() == 1) b.channels.resize(part.channels.size(), b.channels[0]);
                naive::assign(models_[k], rows, cols, m, naive::combine(op, part, b, m));
            });
    }

    std::mt19937 random_;
    std::array<Asig, 4> signals_;
    std::array<naive::Signal, 4> models_;
    std::string last_;
    int refused_ = 0;
};

} // namespace

TEST_CASE("long sequences of operations give what nested vectors give", "[asig]") {
    const LogHandler log = set_log_handler({}); // many steps assign samples of another rate
    int refused = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
        Trial trial(seed);
        for (int i = 0; i < 400; ++i) {
            const bool right = trial.step();
            CAPTURE(seed, i, trial.last());
            REQUIRE(right);
        }
        refused += trial.refused();
    }
    set_log_handler(log);
    // Enough of the steps must have been valid, and enough of them invalid.
    CHECK(refused > 2000);
    CHECK(refused < 12000);
}
