#!/usr/bin/env python3
# SPDX-License-Identifier: EPL-2.0
"""Executors of Spark against one, and what many prompts will take.

batch.py measure STILLROOM MOST   draws the same pictures with 1 to MOST executors, each a process with one thread, and
                                  with as many processes without Spark
batch.py plan TABLE [--prompts N] [--efficiency E] [--price P]
                                  from the table.csv of a batch: time and money for many prompts
"""
import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

PROMPTS = 8
# seeds of a short batch and of a long one: what the long one takes longer has no start in it
SHORT, LONG = 2, 8
# large enough for a second or two: smaller ones measure who hands pictures over
SIZE = 384
EXECUTORS = (1, 2, 4, 8, 16, 32, 64, 128)


def prepare(root, folder):
    shutil.copytree(os.path.join(root, "bundles/org.stillroom.mini/family"), os.path.join(folder, "models/mini"))
    shutil.copy(os.path.join(root, "bundles/org.stillroom.mini/graphs/first-picture.stillroom"),
                os.path.join(folder, "graph.stillroom"))
    with open(os.path.join(folder, "p.txt"), "w", encoding="utf-8") as prompts:
        prompts.writelines(f"{word} {what}\n" for word in ("a red", "a blue", "a green", "a yellow")
                           for what in ("circle", "star"))


def draw(stillroom, folder, shares):
    """Runs a batch for each share, which is a folder of results, seeds and further options, all at the same time.
    Returns the seconds until all have ended."""
    began = time.monotonic()
    processes = []
    for out, seeds, options in shares:
        command = [stillroom, "batch", "graph.stillroom", "--prompts", "p.txt", "--seeds", seeds, "--out", out,
                   "--cache", "off", "--threads", "1", "--set", f"noise.width={SIZE}", "--set",
                   f"noise.height={SIZE}", *options]
        processes.append(subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    codes = [process.wait() for process in processes]
    if any(codes):
        sys.exit(f"stillroom batch ended with {codes}")
    return time.monotonic() - began


def on_spark(stillroom, folder, executors, seeds):
    out = f"spark{executors}-{seeds}"
    seconds = draw(stillroom, folder, [(out, f"0..{seeds - 1}", ["--master", f"local-cluster[{executors},1,1024]"])])
    with open(os.path.join(folder, out, "results.jsonl"), encoding="utf-8") as results:
        drew = [json.loads(line)["executor"] for line in results]
    if len(drew) != PROMPTS * seeds:
        sys.exit(f"stillroom batch drew {len(drew)} of {PROMPTS * seeds} pictures")
    if len(set(drew)) != executors:
        print(f"only {len(set(drew))} of {executors} executors have drawn anything")
    return seconds


def side_by_side(stillroom, folder, processes, seeds):
    """As many processes as executors, without Spark: what this machine can show."""
    first = [i * seeds // processes for i in range(processes + 1)]
    return draw(stillroom, folder, [(f"plain{processes}-{seeds}-{i}", f"{first[i]}..{first[i + 1] - 1}", [])
                                    for i in range(processes)])


def measure(stillroom, most):
    if most > SHORT:
        sys.exit(f"at most {SHORT} executors are measured")
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    with tempfile.TemporaryDirectory() as folder:
        prepare(root, folder)
        print(f"{PROMPTS * (LONG - SHORT)} pictures of {SIZE} x {SIZE} pixels with 20 steps, without starts, "
              f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before")
        print("| executors | start, s | pictures a minute | of as many processes without Spark "
              "| efficiency against one executor | against those processes |")
        print("|---|---|---|---|---|---|")
        # what is built or kept when it is first asked for is no part of a batch
        on_spark(stillroom, folder, 1, 1)
        side_by_side(stillroom, folder, 1, 1)
        one = None
        for executors in range(1, most + 1):
            rates = []
            for way in (on_spark, side_by_side):
                short = way(stillroom, folder, executors, SHORT)
                longer = way(stillroom, folder, executors, LONG) - short
                rates.append((60 * PROMPTS * (LONG - SHORT) / longer, short - longer * SHORT / (LONG - SHORT)))
            (spark, start), (plain, _) = rates
            one = one or spark
            print(f"| {executors} | {start:.1f} | {spark:.1f} | {plain:.1f} | {spark / one / executors:.2f} | "
                  f"{spark / plain:.2f} |", flush=True)


def plan(table, prompts, efficiency, price):
    with open(table, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "done"]
    if not rows:
        sys.exit(f"{table} has no picture that was drawn")
    folder = os.path.dirname(os.path.abspath(table))
    seconds = sorted(float(row["seconds"]) for row in rows)
    median = seconds[len(seconds) // 2]
    sizes = [os.path.getsize(os.path.join(folder, name)) for row in rows for name in row["files"].split(";") if name]
    failed = sum(int(row["attempts"]) - 1 for row in rows) / len(rows)
    work = prompts * median * (1 + failed) / 3600
    print(f"Measured on {len(rows)} pictures: {median:.3g} s each (median), {failed:.2%} more tries, "
          f"{sum(sizes) / len(rows) / 1e6:.3g} MB each")
    print(f"{prompts:,} pictures: {work:,.1f} hours of one executor, {prompts * sum(sizes) / len(rows) / 1e9:,.1f} GB"
          + (f", {work / efficiency * price:,.2f} at {price:g} an hour of an executor" if price else ""))
    print(f"{'executors':>9}  {'hours':>10}   at an efficiency of {efficiency:g}")
    for executors in EXECUTORS:
        print(f"{executors:>9}  {work / executors / (efficiency if executors > 1 else 1):>10,.1f}")


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "measure":
        measure(sys.argv[2], int(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["plan"])
    parser.add_argument("table")
    parser.add_argument("--prompts", type=int, default=1_000_000)
    parser.add_argument("--efficiency", type=float, default=0.9)
    parser.add_argument("--price", type=float, default=0, help="of an executor, for an hour")
    chosen = parser.parse_args()
    plan(chosen.table, chosen.prompts, chosen.efficiency, chosen.price)


if __name__ == "__main__":
    main()
