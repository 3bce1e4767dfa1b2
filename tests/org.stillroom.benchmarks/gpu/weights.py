# SPDX-License-Identifier: EPL-2.0
"""Weights of models at random, in the forms that the program has them in memory. Which numbers a tensor has follows
from its name, so that every form of a model is made of the same ones."""
import math
import zlib

import torch

BF16, FP32, FP8, INT8, SCALED = "bf16", "fp32", "fp8 storage", "int8", "_scaled_mm"

# Bytes of a number in a matrix.
SIZES = {BF16: 2, FP32: 4, FP8: 1, INT8: 1, SCALED: 1}


def numbers(name, shape, device):
    """Sizes are such that what goes through many layers stays in range: as models are initialised."""
    generator = torch.Generator(device).manual_seed(zlib.crc32(name.encode()))
    x = torch.randn(shape, generator=generator, device=device)
    if name == "shared.weight":
        return x
    if name.endswith(".bias") or "pos_embed.pos_embed" in name:
        return x.mul_(0.02)
    if len(shape) == 1:
        return x.mul_(0.1).add_(1)
    # T5 does not scale attention by the size of a head, and is initialised accordingly
    head = 64 if name.endswith("SelfAttention.q.weight") else 1
    return x.mul_(1 / math.sqrt(head * math.prod(shape[1:])))


def is_factor(name, shape):
    """Whether the program multiplies with a tensor by linear alone, so that it may lie in another form."""
    return len(shape) == 2 and name != "shared.weight" and "relative_attention_bias" not in name


def size(tensors, form):
    """Bytes of weights."""
    return sum(math.prod(shape) * (SIZES[form] if is_factor(name, shape) else max(2, SIZES[form]))
               for name, shape in tensors.items())


class Weights:
    """Makes the dictionaries that programs are called with."""

    def __init__(self, archives, device):
        self.stored = archives.program("stored")
        self.device = device

    def of(self, tensors, form):
        made = {}
        for name, shape in tensors.items():
            made.update(self.tensor(name, shape, form))
        return made

    def tensor(self, name, shape, form):
        x = numbers(name, shape, self.device).bfloat16()
        if form == FP32:
            return {name: x.float()}
        if form == BF16 or not is_factor(name, shape):
            return {name: x}
        if form == FP8:
            return {name + ".F8_E4M3": x.to(torch.float8_e4m3fn)}
        if form == INT8:
            parts = self.stored.even(x.float())
            return {name + ".EVEN8" + (f".{i}" if i else ""): part for i, part in enumerate(parts)}
        # what scaled_mm.py takes: a scale for all of the matrix
        scale = (x.abs().amax().float() / 448).clamp_min(1e-12)
        return {name + ".SCALED8": (x.float() / scale).to(torch.float8_e4m3fn), name + ".SCALED8.1": scale}
