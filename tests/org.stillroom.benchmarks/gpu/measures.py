# SPDX-License-Identifier: EPL-2.0
"""What is measured of a model. Each gives rows of the tables: what they say by the names of their columns."""
import torch

import references
import streaming
from device import Unavailable, first_line
from models import KINDS
from weights import BF16, FP8, FP32, size

STEPS = 28
# FLUX.1-dev at 1024 x 1024 pixels on a card as fast as an H100: seconds of 28 steps
GOALS = {BF16: 4.2, FP8: 3.0, "step cache": 2.0}
# ParaAttention's of the usual threshold, FLUX.1-dev in 28 steps: 26.36 s become 17.01 s
USUALLY_SKIPPED = 10


class Measures:

    def __init__(self, archives, weights, device, small):
        self.archives = archives
        self.weights = weights
        self.device = device
        self.small = small
        self.turns = 2 if small else 5

    def model(self, program, name, changed=None):
        described = self.archives.small(program) if self.small else self.archives.model(name)
        return KINDS[program](described, changed or self.archives.program(program))

    def ready(self, model, form):
        """Inputs, what is made of them once, and weights in the device's memory."""
        self.device.require_memory(size(model.tensors, form), f"{model.title} in {form}")
        ends = self.weights.of(model.ends, form)
        parts = [self.weights.of(part, form) for part in model.parts]
        inputs = model.inputs(self.small, self.device.torch)
        return inputs, model.once(inputs, ends), ends, parts

    def forward(self, program, name, form, goal="", steps=0, changed=None, compare=None):
        """Times one forward, beside the reference's where it is installed."""
        model = self.model(program, name, changed)
        inputs, fixed, ends, parts = self.ready(model, form)

        def ours():
            return model.run(inputs, fixed, ends, parts)
        output = ours()
        if not output.isfinite().all():
            raise RuntimeError("the output has numbers that are not finite")
        peak = self.device.peak(ours)
        row = {"model": model.title, "form": form}
        theirs = None
        if form in (BF16, FP32):
            flat = {name: each for part in [ends, *parts] for name, each in part.items()}
            theirs, expected = self.reference(program, model, flat, inputs, row)
        if theirs:
            seconds, reference, ratio = self.device.medians(ours, theirs, self.turns)
            row |= {"ms": ms(seconds), "reference, ms": ms(reference), "ratio": f"{ratio:.2f}",
                    "off the reference": f"{difference(output, expected):.1e}"}
        else:
            seconds = self.device.median(ours, self.turns)
            row |= {"ms": ms(seconds)}
        if compare is not None:
            row["off bf16"] = f"{difference(output, compare):.1e}"
        if steps:
            once, _ = self.device.seconds(lambda: model.once(inputs, ends))
            row[f"{steps} steps, s"] = f"{once + steps * seconds:.2f}"
        row["peak, GB"] = gigabytes(peak)
        if goal and not self.small:
            row["goal, s"] = f"{goal}"
        return row, output

    def reference(self, program, model, weights, inputs, row):
        """The reference's forward and what it gives; where it does not work, the row says so."""
        try:
            theirs = references.forward(program, model, weights, inputs)
            return theirs, theirs and theirs()
        except Exception as e:  # whatever a library of another version may raise
            row["note"] = f"no reference: {first_line(e)}"[:200]
            return None, None

    def step_cache(self, form):
        """Steps of FLUX with the first-block cache: one that is computed, one that is skipped, and a whole run."""
        model = self.model("flux", "flux-dev")
        inputs, fixed, ends, parts = self.ready(model, form)
        program = self.archives.program("caching")

        def step(cache, latents):
            return cached(model, program, {**inputs, "latents": latents}, fixed, ends, parts, cache)
        computed = self.device.median(lambda: step({"threshold": -1.0}, inputs["latents"]), self.turns)
        known = {"threshold": -1.0}
        step(known, inputs["latents"])
        known["threshold"] = float("inf")
        skipped = self.device.median(lambda: step(known, inputs["latents"]), self.turns)
        run, times = self.device.seconds(lambda: sampled(step, inputs["latents"], {"threshold": 0.08}))
        total = (STEPS - USUALLY_SKIPPED) * computed + USUALLY_SKIPPED * skipped
        return {"model": model.title, "form": form, "computed, ms": ms(computed), "skipped, ms": ms(skipped),
                f"{STEPS} steps, {USUALLY_SKIPPED} skipped, s": f"{total:.2f}",
                **({} if self.small else {"goal, s": f"{GOALS['step cache']}",
                   "skips for the goal": needed(computed, skipped, GOALS["step cache"])}),
                "a run of these weights, s": f"{run:.2f}, {times} skipped"}

    def parity(self, program, name):
        """bf16 against float32, block by block: of each block alone, and of all up to it."""
        model = self.model(program, name)
        self.device.require_memory(size(model.tensors, BF16), f"{model.title} in {BF16}")
        inputs = model.inputs(self.small, self.device.torch)
        ends, exact_ends = self.weights.of(model.ends, BF16), self.weights.of(model.ends, FP32)
        fixed, exact_fixed = model.once(inputs, ends), model.once(inputs, exact_ends)
        state, exact = model.start(inputs, fixed, ends), model.start(inputs, exact_fixed, exact_ends)
        alone, together = [], []
        for i, part in enumerate(model.parts):
            own = self.weights.of(part, BF16)
            rounded = model.block(i, [each.to(torch.bfloat16, copy=True) for each in exact], fixed, own)
            state = model.block(i, state, fixed, own)
            # float32 is to be float32 in convolutions, too
            with torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=False, allow_tf32=False):
                exact = model.block(i, exact, exact_fixed, {name: each.float() for name, each in own.items()})
            alone.append(difference(rounded[-1], exact[-1]))
            together.append(difference(state[-1], exact[-1]))
        worst = max(range(len(alone)), key=alone.__getitem__)
        end = difference(model.finish(state, fixed, ends), model.finish(exact, exact_fixed, exact_ends))
        return {"model": model.title, "blocks": len(alone), "mean of a block alone": f"{sum(alone) / len(alone):.1e}",
                "worst": f"{alone[worst]:.1e}", "which": worst, "behind the last": f"{together[-1]:.1e}",
                "output": f"{end:.1e}", "blocks alone": alone, "blocks together": together}

    def streamed(self, program, name, form):
        """One forward with weights that come from host memory, block by block."""
        model = self.model(program, name)
        source = streaming.Source(model, self.weights, form, self.device)
        row = {"model": model.title, "form": form, "GB a pass": f"{source.bytes / 1e9:.2f}"}
        inputs = model.inputs(self.small, self.device.torch)
        ends = self.weights.of(model.ends, form)
        fixed = model.once(inputs, ends)
        outputs = {}
        for way in (streaming.PAGEABLE, streaming.PINNED, streaming.OVERLAPPED):
            def run(way=way):
                return model.run(inputs, fixed, ends, source.parts(way))
            outputs[way] = run()
            peak = self.device.peak(run)
            row[way + ", ms"] = ms(self.device.median(run, 3, 1))
        for way, output in outputs.items():
            same(output, outputs[streaming.PAGEABLE], f"weights that come by way of {way}")
        row["peak, GB"] = gigabytes(peak)
        kept = self.kept(model, inputs, fixed, ends, source, outputs[streaming.PAGEABLE])
        row["kept, ms"] = kept if isinstance(kept, str) else ms(kept)
        if not isinstance(kept, str):
            row["two buffers / kept"] = f"{float(row[streaming.OVERLAPPED + ', ms'].replace(',', '')) / 1e3 / kept:.2f}"
        return row

    def kept(self, model, inputs, fixed, ends, source, expected):
        try:
            self.device.require_memory(source.bytes, f"{model.title}")
            parts = source.kept()
            output = model.run(inputs, fixed, ends, parts)
            same(output, expected, "weights that are kept")
            return self.device.median(lambda: model.run(inputs, fixed, ends, parts), 3, 1)
        except (Unavailable, torch.OutOfMemoryError):
            return "does not fit"


def cached(model, program, inputs, fixed, ends, parts, cache):
    """FirstBlockCache between the blocks of BlockTransformer."""
    state = model.start(inputs, fixed, ends)
    before = state[-1]
    for i, own in enumerate(parts):
        state = model.block(i, state, fixed, own)
        if i == 0:
            after = state[-1][:, -before.size(1):]
            added = program.difference(after, before)
            change = float("inf")
            if "others" in cache:
                change = program.size(program.difference(added, cache["first"])).item()
                change /= program.size(cache["first"]).item()
            cache["skipped"] = change <= cache["threshold"]
            if cache["skipped"]:
                return model.finish([program.sum(after, cache["others"])], fixed, ends)
            cache["first"], behind = added, after.clone()
    cache["others"] = program.difference(state[-1], behind)
    return model.finish(state, fixed, ends)


def sampled(step, latents, cache):
    """A run of all steps, spaced as FLUX's for pictures of 1024 pixels: how many were skipped."""
    even = torch.linspace(1, 1 / STEPS, STEPS)
    sigmas = torch.cat([3.158 / (3.158 + 1 / even - 1), torch.zeros(1)]).tolist()
    skipped = 0
    for i in range(STEPS):
        latents = latents + step(cache, latents) * (sigmas[i + 1] - sigmas[i])
        skipped += cache["skipped"]
    return skipped


def needed(computed, skipped, goal):
    """How many of the steps must be skipped."""
    if STEPS * computed <= goal:
        return "none"
    count = next((n for n in range(STEPS) if (STEPS - n) * computed + n * skipped <= goal), None)
    return "more than there are" if count is None else f"{count}"


def same(output, expected, what):
    """Weights that came too late, or were overwritten too early, would give something else entirely."""
    off = difference(output, expected)
    if not off < 0.01:
        raise RuntimeError(f"{what} give an output that is off by {off:.1e}")


def difference(ours, theirs):
    """Relative, of all numbers."""
    theirs = theirs.float()
    return ((ours.to(theirs.device).float() - theirs).norm() / theirs.norm()).item()


def ms(seconds):
    return f"{seconds * 1e3:,.1f}"


def gigabytes(size):
    return "" if size is None else f"{size / 1e9:.2f}"
