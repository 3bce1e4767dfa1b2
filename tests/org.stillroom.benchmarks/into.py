# SPDX-License-Identifier: EPL-2.0
"""Puts what a benchmark printed between its marks in the README, below machine and date: into.py README NAME. With a
sentence behind that, such as why nothing was measured, it puts that there, unless there are figures."""
import datetime
import os
import platform
import re
import subprocess
import sys


def machine():
    with open("/proc/cpuinfo") as info:
        name = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "")
    with open("/proc/meminfo") as info:
        memory = int(info.readline().split()[1]) / (1 << 20)
    with open("/proc/cpuinfo") as info:
        flags = next((line for line in info if line.startswith("flags")), "")
    vectors = next((word for word, flag in (("AVX-512 with VNNI", "avx512_vnni"), ("AVX-512", "avx512f"),
                                            ("AVX2", "avx2")) if f" {flag} " in flags + " "), "no AVX2")
    return f"{os.cpu_count()} processors, {name or platform.machine()} ({vectors}), {memory:.0f} GiB"


def commit(folder):
    done = subprocess.run(["git", "-C", folder, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return done.stdout.strip() or "no commit"


def text(printed, folder):
    """The tables and what stands between them, a blank line around each table."""
    lines, before = [], ""
    for line in printed.strip().splitlines():
        if lines and line.startswith("|") != before.startswith("|"):
            lines.append("")
        lines.append(line)
        before = line
    load = os.getloadavg()[0]
    busy = f"; others were at work: a load of {load:.1f}" if load > 1.5 * os.cpu_count() else ""
    return (f"{datetime.date.today()}, commit {commit(folder)}, {machine()}{busy}.\n\n" + "\n".join(lines))


def main():
    readme, name = sys.argv[1:3]
    with open(readme, encoding="utf-8") as file:
        old = file.read()
    marks = re.compile(rf"(<!-- begin {re.escape(name)} -->\n)(.*?)(<!-- end {re.escape(name)} -->)", re.S)
    found = marks.search(old)
    if not found:
        raise SystemExit(f"{readme} has no marks <!-- begin {name} --> and <!-- end {name} -->.")
    if len(sys.argv) > 3:
        if not found[2].startswith("*Not measured"):
            return
        new = sys.argv[3]
    else:
        new = text(sys.stdin.read(), os.path.dirname(os.path.abspath(readme)))
    changed = marks.sub(lambda found: f"{found[1]}{new}\n{found[3]}", old)
    part = readme + ".part"
    with open(part, "w", encoding="utf-8") as file:
        file.write(changed)
    os.replace(part, readme)


main()
