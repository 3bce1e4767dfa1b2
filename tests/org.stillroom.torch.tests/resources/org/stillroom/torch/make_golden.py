# SPDX-License-Identifier: EPL-2.0
"""Writes golden.safetensors with PyTorch: random numbers by seed, and conversions between element types.

Made with torch 2.15.0+cu132 on the CPU and safetensors; run it in this folder.
"""
import torch
from safetensors.torch import save_file

SEEDS = [0, 1, 42, 2**31 + 5, 2**63 - 1, 2**63, 2**64 - 1]
SHAPES = [[1], [5], [15], [16], [17], [3, 7], [1, 4, 8, 8], [2, 3, 33]]

tensors = {}
for seed in SEEDS:
    for shape in SHAPES:
        torch.manual_seed(seed)
        tensors[f"randn.{seed}.{'x'.join(map(str, shape))}"] = torch.randn(shape)

values = torch.tensor([[0.0, 1.0, -1.0, 0.1, 1 / 3], [65504.0, 1e-8, 3.14159, 447.9, -2.5e-3]])
tensors["values.f32"] = values
for name, dtype in {
    "f16": torch.float16, "bf16": torch.bfloat16, "f64": torch.float64,
    "f8_e4m3": torch.float8_e4m3fn, "f8_e5m2": torch.float8_e5m2,
}.items():
    source = values.clamp(-400, 400) if name == "f8_e4m3" else values
    tensors[f"values.{name}"] = source.to(dtype)
    tensors[f"back.{name}"] = source.to(dtype).to(torch.float32)
tensors["ints.i64"] = torch.tensor([2**40, -1, 0])
tensors["ints.i32"] = torch.tensor([7, -7], dtype=torch.int32)
tensors["ints.i16"] = torch.tensor([300, -300], dtype=torch.int16)
tensors["ints.i8"] = torch.tensor([-128, 127], dtype=torch.int8)
tensors["ints.u8"] = torch.tensor([0, 200], dtype=torch.uint8)
tensors["ints.bool"] = torch.tensor([True, False, True])
tensors["scalar"] = torch.tensor(2.5)
tensors["empty"] = torch.zeros([0, 4])
save_file(tensors, "golden.safetensors", metadata={"made_by": "make_golden.py"})
