# SPDX-License-Identifier: EPL-2.0
"""Times short commands of Stillroom from their start to their end, and prints a table.

Started by tests/org.stillroom.benchmarks/run, which names the command, a folder to work in, and a Python that has
diffusers. Beside each, turn by turn, is the same command as the whole program starts it, with OSGi, as it does where
bundles of others contribute nodes; and in the last row what a program in Python that draws does before anything else.
"""
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

TURNS = 7
LIMIT = 120


def seconds(command, allowed=(0,)):
    begin = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in allowed:
        raise SystemExit(f"{' '.join(map(str, command))} ended with exit code {done.returncode}: {done.stderr}")
    return time.monotonic() - begin


def wait_for(ready, stillroom, graph):
    """The first short command has the folder made that later ones start from, in the background."""
    subprocess.run([stillroom, "text", graph], capture_output=True)
    begin = time.monotonic()
    while not ready.exists():
        if time.monotonic() - begin > LIMIT:
            raise SystemExit(f"no {ready} after {LIMIT} seconds")
        time.sleep(0.5)


def main():
    stillroom, product, java, work, python = sys.argv[1:]
    graphs = Path(stillroom).resolve().parents[1] / "bundles/org.stillroom.mini/graphs"
    graph, other = graphs / "first-picture.stillroom", graphs / "swapped-encoder.stillroom"
    wait_for(Path(product) / "plain/ready", stillroom, graph)
    launcher = next(Path(product).glob("plugins/org.eclipse.equinox.launcher_*.jar"))
    osgi = [java, "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-jar", launcher, "-nosplash",
            "-configuration", Path(work) / "configuration", "-data", "@none"]
    models = Path(work) / "models"
    models.mkdir(exist_ok=True)
    print("| command | whole program, s | Stillroom, s | ratio |\n|---|---|---|---|")
    for arguments, allowed in ((["check", graph, "--models", models], (0, 1, 3)), (["nodes"], (0,)),
                               (["models", models], (0,)), (["diff", graph, other], (0, 1))):
        seconds([*osgi, *arguments], allowed), seconds([stillroom, *arguments], allowed)
        pairs = [(seconds([*osgi, *arguments], allowed), seconds([stillroom, *arguments], allowed))
                 for _ in range(TURNS)]
        print(f"| {arguments[0]} | {statistics.median(a for a, _ in pairs):.2f} "
              f"| {statistics.median(b for _, b in pairs):.2f} | {statistics.median(b / a for a, b in pairs):.2f} |",
              flush=True)
    if os.access(python, os.X_OK):
        loading = [python, "-c", "import diffusers; diffusers.FluxPipeline"]
        seconds(loading)
        print(f"| Python: `{loading[-1]}` | | {statistics.median(seconds(loading) for _ in range(3)):.2f} | |")


main()
