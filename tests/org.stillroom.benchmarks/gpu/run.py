#!/usr/bin/env python3
# SPDX-License-Identifier: EPL-2.0
"""Measures, on a card, the very programs that Stillroom runs, with weights made at random: run.py ARCHIVES. README.md
beside says more. What does not fit, or does not work on this card, says so in its row, and the rest goes on."""
import argparse
import json
import sys
import time

import torch

import references
from archives import Archives
from device import Device, Unavailable, first_line
from measures import GOALS, STEPS, Measures
from weights import BF16, FP8, FP32, INT8, SCALED, Weights

PARITY, ENCODERS, DENOISERS, CACHE, VAE, STREAMING = (
    "parity: bf16 against float32, relative differences", "text encoders, 512 tokens",
    "denoisers, one prediction at 1024 x 1024 pixels", "first-block cache, at 1024 x 1024 pixels",
    "VAE decoder, 1024 x 1024 pixels", "weights from host memory, block by block")


def cases(measures, small):
    """Each with its name for --only, its table and what makes its row."""
    several = not small
    exact = {}

    def forward(program, name, form, **more):
        """Beside what the same model gives in bf16, which is measured first."""
        row, output = measures.forward(program, name, form, compare=exact.get(name), **more)
        if form == BF16:
            exact[name] = output.cpu()
        return row
    yield "t5", ENCODERS, "T5-XXL", lambda: forward("t5", "t5-xxl", BF16)
    for name in ("t5-xl", "t5-large", "t5-base") if several else ():
        yield "t5", ENCODERS, name, lambda name=name: measures.forward("t5", name, BF16)[0]
    for form in (FP8, INT8):
        yield "t5", ENCODERS, f"T5-XXL, {form}", lambda form=form: forward("t5", "t5-xxl", form)

    def flux(form, **more):
        return forward("flux", "flux-dev", form, goal=GOALS.get(form, ""), steps=STEPS, **more)

    def scaled_mm():
        measures.device.require(8, 9, "float8 multiplication")
        try:
            return flux(SCALED, changed=measures.archives.with_scaled_mm("flux")) | {"note": "not in the product"}
        except NotImplementedError:
            raise Unavailable("this device does not multiply float8")
    yield "flux", DENOISERS, "FLUX.1-dev, bf16", lambda: flux(BF16)
    yield "flux", DENOISERS, "FLUX.1-dev, fp8 storage", lambda: flux(FP8)
    yield "flux", DENOISERS, "FLUX.1-dev, _scaled_mm", scaled_mm
    yield "flux", DENOISERS, "FLUX.1-dev, int8", lambda: flux(INT8)
    for form in (BF16, FP8):
        yield "cache", CACHE, f"FLUX.1-dev, {form}", lambda form=form: measures.step_cache(form)
    for name in ("sd3.5-large", "sd3.5-medium") if several else ("sd3.5",):
        yield "sd3", DENOISERS, name, lambda name=name: measures.forward("sd3", name, BF16)[0] | {
            "note": "a guided step takes two"}
    for form in (BF16, FP32):
        yield "vae", VAE, f"FLUX's VAE, {form}", lambda form=form: measures.forward("vae", "flux-vae", form)[0]
    for program, name in (("t5", "t5-xxl"), ("flux", "flux-dev"), ("sd3", "sd3.5-large"), ("sd3", "sd3.5-medium"),
                          ("vae", "flux-vae")):
        if several or name != "sd3.5-medium":
            yield "parity", PARITY, name, lambda program=program, name=name: measures.parity(program, name)
    for program, name, form in (("t5", "t5-xxl", BF16), ("flux", "flux-dev", BF16), ("flux", "flux-dev", FP8)):
        yield "streaming", STREAMING, f"{name}, {form}", lambda program=program, name=name, form=form: (
            measures.streamed(program, name, form))


def measured(work):
    """A row, whatever happens, and whether what happened was to be expected."""
    try:
        with torch.inference_mode():
            return work(), True
    except Unavailable as e:
        return {"note": str(e)}, True
    except torch.OutOfMemoryError:
        return {"note": "does not fit into this card's memory"}, True
    except Exception as e:  # the other cases go on
        return {"note": f"failed: {type(e).__name__}: {first_line(e)}"[:300]}, False


def table(title, rows):
    """Markdown; what is a list is for the JSON alone."""
    columns = list(dict.fromkeys(key for row in rows for key, value in row.items() if not isinstance(value, list)))
    if "note" in columns:
        columns.append(columns.pop(columns.index("note")))
    lines = [f"**{title}**", "", "| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    lines += ["| " + " | ".join(str(row.get(column, "")) for column in columns) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", help="the folder that 'run gpu --archives FOLDER' wrote")
    parser.add_argument("--device", default="cuda", help="cuda, cuda:N or cpu")
    parser.add_argument("--small", action="store_true", help="small models, to try it where there is no card")
    parser.add_argument("--only", help="t5, flux, cache, sd3, vae, parity, streaming; several with commas between")
    parser.add_argument("--minutes", type=float, default=8, help="what has not begun by then is left out")
    parser.add_argument("--json", default="gpu.json", metavar="FILE", help="where all figures go")
    options = parser.parse_args()
    if options.device.startswith("cuda") and not torch.cuda.is_available():
        raise SystemExit(f"PyTorch {torch.__version__} finds no card here. Try it with --device cpu --small, or "
                         "install a PyTorch for CUDA and NVIDIA's driver.")
    if options.device == "cpu" and not options.small:
        parser.error("a CPU takes hours for these models; add --small")
    device = Device(options.device)
    device.require_code()
    archives = Archives(options.archives)
    measures = Measures(archives, Weights(archives, device.torch), device, options.small)
    about = {"date": time.strftime("%Y-%m-%d"), **device.about(), "torch": torch.__version__, **references.versions()}
    print(", ".join(f"{key} {value}" for key, value in about.items()), flush=True)
    if options.small:
        print("Small models on small inputs, whatever the tables say: to see that all of it works.")
    begun, tables, failed = time.monotonic(), {}, []
    wanted = options.only.split(",") if options.only else None
    for kind, title, name, work in cases(measures, options.small):
        if wanted and kind not in wanted:
            continue
        if time.monotonic() - begun > options.minutes * 60:
            row, expected = {"note": f"left out: {options.minutes:g} minutes were over"}, True
        else:
            row, expected = measured(work)
        try:
            device.release()
        except RuntimeError as e:
            row, expected = {"note": f"failed: {first_line(e)}"[:300], **row}, False
        if "model" not in row:
            row = {"model": name, **row}
        if not expected:
            failed.append(name)
        tables.setdefault(title, []).append(row)
        print(f"{time.monotonic() - begun:5.0f} s  {name}  {row.get('note', '')}", file=sys.stderr, flush=True)
    for title, rows in tables.items():
        print("\n" + table(title, rows), flush=True)
    seconds = time.monotonic() - begun
    print(f"{seconds:.0f} seconds; weights are random, so differences say how numbers are rounded, and skipped steps "
          "of these weights nothing of real ones.")
    with open(options.json, "w", encoding="utf-8") as out:
        json.dump({"about": about, "seconds": seconds, "tables": tables}, out, indent=2)
    if failed:
        raise SystemExit("Failed: " + ", ".join(failed))


if __name__ == "__main__":
    main()
