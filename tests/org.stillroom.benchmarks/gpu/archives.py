# SPDX-License-Identifier: EPL-2.0
"""The folder that the Java class Archives wrote: programs, and what is said of the models."""
import io
import json
import zipfile
from pathlib import Path

import torch

HERE = Path(__file__).resolve().parent


class Archives:

    def __init__(self, folder):
        self.folder = Path(folder)
        try:
            self.models = json.loads((self.folder / "models.json").read_text())
        except FileNotFoundError:
            raise SystemExit(f"{self.folder} has no models.json; write the archives with "
                             "tests/org.stillroom.benchmarks/run gpu --archives FOLDER, and give that folder.")
        self.loaded = {}

    def model(self, name):
        return next(model for model in self.models if model["name"] == name)

    def small(self, program):
        """What stands for the models of a program where there is no card."""
        return next(model for model in self.models if model["small"] and model["program"] == program)

    def program(self, name):
        """As the product has it. Optimisers of graphs are off there, too: they gain nothing."""
        if name not in self.loaded:
            torch._C._set_graph_executor_optimize(False)
            self.loaded[name] = torch.jit.load(str(self.folder / (name + ".pt"))).eval()
        return self.loaded[name]

    def with_scaled_mm(self, name):
        """The program with another linear, which the product does not have."""
        changed = io.BytesIO()
        with zipfile.ZipFile(self.folder / (name + ".pt")) as read, zipfile.ZipFile(changed, "w") as write:
            for entry in read.namelist():
                stored = entry.endswith("code/__torch__/stored.py")
                write.writestr(entry, (HERE / "scaled_mm.py").read_bytes() if stored else read.read(entry))
        changed.seek(0)
        return torch.jit.load(changed).eval()
