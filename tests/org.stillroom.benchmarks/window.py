# SPDX-License-Identifier: EPL-2.0
"""Times the studio from its start to the window with the graph open, and prints a table.

Started by tests/org.stillroom.benchmarks/run, which starts a display and names the command and the workspace.
The first start makes the workspace and the example graphs; the later ones find them.
"""
import os
import statistics
import subprocess
import sys
import time

TITLE = "first-picture.stillroom - Stillroom"
STARTS = 6
LIMIT = 60


def window():
    """The number of the studio's window, or None while there is none."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", TITLE], capture_output=True, text=True)
    return found.stdout.split()[0] if found.stdout.split() else None


def ready_after(command):
    """Seconds until the window stands with its graph."""
    begin = time.monotonic()
    # what the studio prints is not part of the table
    process = subprocess.Popen(command, stdout=sys.stderr)
    try:
        while not window():
            if process.poll() is not None:
                raise SystemExit(f"the studio ended with exit code {process.returncode}")
            if time.monotonic() - begin > LIMIT:
                raise SystemExit(f"no window \"{TITLE}\" after {LIMIT} seconds")
            time.sleep(0.1)  # asking more often would itself take a good part of a processor
        seconds = time.monotonic() - begin
        time.sleep(3)  # it goes on loading; what follows is not measured, but closing in the middle would be unfair
        subprocess.run(["xdotool", "windowactivate", "--sync", window()], check=True)
        subprocess.run(["xdotool", "key", "alt+F4"], check=True)
        process.wait(LIMIT)
        return seconds
    finally:
        process.kill()
        process.wait()


def main():
    times = [ready_after(sys.argv[1:]) for _ in range(STARTS)]
    print(f"window ready, {os.cpu_count()} processors")
    print("| start                | seconds |")
    print("|----------------------|--------:|")
    print(f"| first, new workspace | {times[0]:7.2f} |")
    for number, seconds in enumerate(times[1:], 2):
        print(f"| {number:<20} | {seconds:7.2f} |")
    print(f"| median of later ones | {statistics.median(times[1:]):7.2f} |")


main()
