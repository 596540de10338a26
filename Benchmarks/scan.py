#!/usr/bin/env python3
"""Compares a scan with the compiler's own syntax check and with sparse, over the same units.

Usage: scan.py TREE BUILD [--only SUBPATH ...] [--growth] [--deadlint PROGRAM] [--clang PROGRAM]

TREE is a kernel tree, BUILD a configured build folder of it, outside of it; neither is written to. What one edit costs
is measured by making the cache forget one unit. With --growth, scans of ever more folders are measured, with all units
in the cache. The tables go to the standard output.
"""

import argparse
import collections
import datetime
import json
import os
import pathlib
import platform
import resource
import shlex
import subprocess
import sys
import tempfile
import time

# With how many units the growth begins.
SMALLEST = 200
# What sparse does not know, or does not need.
NOT_FOR_SPARSE = ("--target", "-W", "-w", "-ferror-limit")


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="deadlint-benchmark-") as folder:
        report(options, measure(options, pathlib.Path(folder)))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tree")
    parser.add_argument("build")
    parser.add_argument("--only", action="append", default=[], metavar="SUBPATH")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--deadlint", default=".build/release/deadlint")
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


def measure(options, folder):
    """The rows of the table: a name, and what was measured."""
    units = commands(options, folder)
    rows = [("clang -fsyntax-only", each(
        options, units, lambda unit: [options.clang, *unit["arguments"], "-fsyntax-only", unit["file"]]))]
    rows.append(("sparse", each(options, units, lambda unit: [
        "sparse", *[word for word in unit["arguments"] if not word.startswith(NOT_FOR_SPARSE)], unit["file"]])))
    cache = folder / "cache"
    rows.append(("deadlint extract, cold", extract(options, cache, folder / "cold")))
    rows.append(("the same, warm", extract(options, cache, folder / "warm")))
    forget_one(cache)
    rows.append(("the same, one unit anew", extract(options, cache, folder / "edited")))
    rows.append(("deadlint scan, all units in the cache", scan(options, cache)))
    rows.append(("the same, nothing changed since", scan(options, cache)))
    size = sum(file.stat().st_size for file in cache.iterdir())
    growth = grow(options, cache, units) if options.growth else []
    return {"units": len(units), "rows": rows, "cache": size, "growth": growth}


def grow(options, cache, units):
    """What scans of ever more top-level folders cost, the smallest folders first."""
    folders = collections.Counter(pathlib.PurePath(unit["path"]).parts[0] for unit in units)
    result, taken, count = [], [], 0
    for folder, size in sorted(folders.items(), key=lambda item: (item[1], item[0])):
        taken.append(folder)
        count += size
        if result and count < 2 * result[-1][0] and count < len(units):
            continue
        if count >= SMALLEST:
            only = argparse.Namespace(**{**vars(options), "only": taken})
            result.append((count, scan(only, cache)))
    return result


def commands(options, folder):
    """The units as deadlint reads them, from the recipes of a plan."""
    run(options, "plan", "--ninja", str(folder / "plan"))
    recipes = [json.loads(file.read_text()) for file in sorted((folder / "plan/recipes").iterdir())]
    if not recipes:
        sys.exit("scan.py: there is no unit to measure")
    return recipes


def run(options, subcommand, *more):
    command = [options.deadlint, subcommand, options.tree, "--build", options.build, "--quiet",
               "--jobs", str(options.jobs), *more]
    for path in options.only:
        command += ["--only", path]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 3):
        sys.exit(f"scan.py: {shlex.join(command)}: exit code {process.returncode}")
    return usage.ru_maxrss


def extract(options, cache, into):
    return timed(lambda: run(options, "extract", "--into", str(into), "--cache", str(cache)))


def scan(options, cache):
    return timed(lambda: run(options, "scan", "--cache", str(cache)))


def forget_one(cache):
    """Makes one unit one that has to be read, as an edit of its file would."""
    import sqlite3
    database = sqlite3.connect(next(cache.glob("units-*.sqlite")))
    database.execute("DELETE FROM unit WHERE id = (SELECT max(id) FROM unit)")
    database.commit()
    database.close()


def each(options, units, command):
    """One process for each unit, as many at a time as deadlint reads."""
    def all_units():
        waiting, running, largest = list(units), [], 0
        while waiting or running:
            while waiting and len(running) < options.jobs:
                unit = waiting.pop()
                running.append(subprocess.Popen(
                    command(unit), cwd=unit["directory"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            process = running.pop(0)
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = 0
            largest = max(largest, usage.ru_maxrss)
        return largest
    return timed(all_units)


def timed(body):
    """Wall and processor time in seconds, and the largest process, in MiB; `body` returns that in KiB."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    largest = body()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall": time.monotonic() - start,
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "memory": largest / 1024,
    }


def report(options, result):
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    base = result["rows"][0][1]["cpu"]
    print(f"{datetime.date.today()}, commit {commit}, {os.cpu_count()} x {processor()}, {options.jobs} jobs: "
          f"{result['units']} units of {', '.join(options.only) or 'the whole tree'}.\n")
    print("| what | wall, s | processor, s | of clang's | largest process, MiB |")
    print("|---|---|---|---|---|")
    for name, row in result["rows"]:
        print(f"| {name} | {row['wall']:.1f} | {row['cpu']:.1f} | {row['cpu'] / base:.3f} | {row['memory']:.0f} |")
    print(f"\nCache: {result['cache'] / 2**20:.1f} MiB.")
    if result["growth"]:
        print("\n| units | wall, s | processor, s | ms a unit | memory, MiB |\n|---|---|---|---|---|")
    for count, row in result["growth"]:
        print(f"| {count} | {row['wall']:.1f} | {row['cpu']:.1f} | {1000 * row['cpu'] / count:.0f} | {row['memory']:.0f} |")


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


if __name__ == "__main__":
    main()
