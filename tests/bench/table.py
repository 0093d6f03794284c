# SPDX-License-Identifier: MIT
"""One line of the Markdown table for each row."""
from statistics import median

HEAD = ["row", "workload", "{python} ms", "ours ms", "times as fast", "peers' ms", "times as fast as the best",
        "fresh: {python}, best", "first bar", "reached", "error: ours, scipy, best peer", "peak MB: ours, {python}"]


def head(python):
    cells = [cell.format(python=python) for cell in HEAD]
    return f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}"


def number(x):
    return f"{x:.3g}" if x < 1000 else f"{x:,.0f}"


def spread(ratios):
    """Median and, of several rounds, the smallest and the largest."""
    text = number(median(ratios))
    return text if len(ratios) == 1 else f"{text} ({number(min(ratios))}..{number(max(ratios))})"


def small(errors, side):
    if side not in errors:
        return "-"
    error = errors[side]
    if error is None or error > 0.1:
        return "other"
    return f"{error:.0e}" if error else "0"


def line(row, rounds, errors):
    ours = [one.ours.ms for one in rounds]
    python = [one.python.ms for one in rounds if one.python]
    peers = {name: [one.peers[name].ms for one in rounds] for name in rounds[0].peers}
    best = min(peers, key=lambda name: median(peers[name]), default=None)
    ratios = [them / us for them, us in zip(python, ours)]
    beside = [them / us for them, us in zip(peers[best], ours)] if best else []
    fresh = [[one.fresh_python.ms for one in rounds if one.fresh_python],
             [min(run.ms for run in one.fresh_peers.values()) for one in rounds if one.fresh_peers]]
    fresh = [number(median(them / us for them, us in zip(side, ours))) if side else "-" for side in fresh]
    unit = "" if row.unit == "ms" else f" {row.unit}"

    bar = [f"{row.ratio}x"] * (row.ratio is not None) + [row.anchor] * bool(row.anchor)
    missed = []
    if row.ratio is not None and median(ratios) < row.ratio:
        missed.append("ratio")
    if beside and row.judged and median(beside) < 1:
        missed.append("peer")
    if row.anchor and median(ours) > float(row.anchor.split()[-1]):
        missed.append("anchor")
    return "| " + " | ".join([
        row.name, row.workload,
        number(median(python)) + unit if python else "-",
        number(median(ours)) + unit,
        spread(ratios) if ratios else "-",
        ", ".join(f"{name} {number(median(peers[name]))}" for name in sorted(peers, key=lambda n: median(peers[n])))
        or "-",
        spread(beside) if beside else "-",
        ", ".join(fresh),
        ", ".join(bar) or "-",
        ("no: " + ", ".join(missed) if missed else "yes") if row.judged and (bar or peers) else "-",
        ", ".join(small(errors, side) for side in ("ours", "python", best)) if errors else "-",
        ", ".join(f"{side.megabytes:.0f}" for side in (rounds[0].ours, rounds[0].python) if side and side.megabytes)
        or "-",
    ]) + " |"
