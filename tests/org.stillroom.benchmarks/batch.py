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
import threading
import time

SEEDS = 6
PICTURES = 12 * SEEDS
EXECUTORS = (1, 2, 4, 8, 16, 32, 64, 128)


def prepare(root, folder):
    shutil.copytree(os.path.join(root, "bundles/org.stillroom.mini/family"), os.path.join(folder, "models/mini"))
    shutil.copy(os.path.join(root, "bundles/org.stillroom.mini/graphs/first-picture.stillroom"),
                os.path.join(folder, "graph.stillroom"))
    with open(os.path.join(folder, "p.txt"), "w", encoding="utf-8") as prompts:
        prompts.writelines(f"{word} {what}\n" for word in ("a red", "a blue", "a green", "a yellow")
                           for what in ("circle", "square", "star"))


def draw(stillroom, folder, shares):
    """Starts a batch for each share, which is a folder of results, seeds and further options, all at the same time.
    Returns the seconds from then to each picture of any of them, in order."""
    began = time.monotonic()
    times = []
    processes = []
    for out, seeds, options in shares:
        command = [stillroom, "batch", "graph.stillroom", "--prompts", "p.txt", "--seeds", seeds, "--out", out,
                   "--cache", "off", "--threads", "1", *options]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        thread = threading.Thread(target=lambda lines=process.stdout: times.extend(
            time.monotonic() - began for line in lines if "/pictures/" in line))
        thread.start()
        processes.append((process, thread))
    for process, thread in processes:
        thread.join()
        if process.wait() != 0:
            sys.exit(f"stillroom batch ended with {process.returncode}")
    if len(times) != PICTURES:
        sys.exit(f"stillroom batch drew {len(times)} of {PICTURES} pictures")
    return sorted(times)


def rate(times):
    """Pictures a minute, once all have loaded their models and before the first has no more to do."""
    first, last = len(times) // 2, len(times) * 7 // 8
    return 60 * (last - first) / (times[last - 1] - times[first - 1])


def on_spark(stillroom, folder, executors):
    out = f"spark{executors}"
    times = draw(stillroom, folder, [(out, f"0..{SEEDS - 1}", ["--master", f"local-cluster[{executors},1,1024]"])])
    with open(os.path.join(folder, out, "results.jsonl"), encoding="utf-8") as results:
        drew = len({json.loads(line)["executor"] for line in results})
    if drew != executors:
        print(f"only {drew} of {executors} executors have drawn anything")
    return times


def side_by_side(stillroom, folder, processes):
    """As many processes as executors, without Spark: what this machine's processors can show."""
    seeds = SEEDS // processes
    return draw(stillroom, folder, [(f"plain{processes}-{i}", f"{i * seeds}..{(i + 1) * seeds - 1}", [])
                                    for i in range(processes)])


def measure(stillroom, most):
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    with tempfile.TemporaryDirectory() as folder:
        prepare(root, folder)
        print(f"{PICTURES} pictures of 64 x 64 pixels with 20 steps, {os.cpu_count()} processors, "
              f"load {os.getloadavg()[0]:.1f} before")
        print(f"{'':>9}  {'':>13}  {'pictures a minute':>19}  {'efficiency against':>22}")
        print(f"{'executors':>9}  {'first picture':>13}  {'Spark':>8}  {'processes':>9}  {'one executor':>12}  "
              f"{'processes':>9}")
        one = None
        for executors in range(1, most + 1):
            if SEEDS % executors:
                continue
            times = on_spark(stillroom, folder, executors)
            spark = rate(times)
            plain = rate(side_by_side(stillroom, folder, executors))
            one = one or spark
            print(f"{executors:>9}  {times[0]:>11.1f} s  {spark:>8.1f}  {plain:>9.1f}  {spark / one / executors:>12.2f}"
                  f"  {spark / plain:>9.2f}")
        print("Processes: as many of stillroom batch without Spark at the same time. One executor: the rate against "
              "that of one, times their number, which processors that share a core cannot reach.")


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
