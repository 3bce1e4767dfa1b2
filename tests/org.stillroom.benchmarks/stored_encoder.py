# SPDX-License-Identifier: EPL-2.0
"""Loads and runs an encoder that StoredEncoder wrote, with transformers and, of GGUF, the package gguf, and prints the
same figures. Weights are dequantised when they are loaded, as these libraries do."""
import os
import re
import resource
import sys
import time

import torch
from transformers import T5Config, T5EncoderModel

GGML = {"attn_norm": "0.layer_norm", "attn_rel_b": "0.SelfAttention.relative_attention_bias",
        "ffn_norm": "1.layer_norm", "ffn_gate": "1.DenseReluDense.wi_0", "ffn_up": "1.DenseReluDense.wi_1",
        "ffn_down": "1.DenseReluDense.wo", **{f"attn_{n}": f"0.SelfAttention.{n}" for n in "qkvo"}}


def of_gguf(path):
    import gguf
    for tensor in gguf.GGUFReader(path).tensors:
        block = re.fullmatch(r"enc\.blk\.(\d+)\.(\w+)\.weight", tensor.name)
        name = {"token_embd.weight": "shared.weight",
                "enc.output_norm.weight": "encoder.final_layer_norm.weight"}.get(tensor.name)
        name = name or f"encoder.block.{block[1]}.layer.{GGML[block[2]]}.weight"
        yield name, torch.from_numpy(gguf.dequantize(tensor.data, tensor.tensor_type).copy())


def of_safetensors(path):
    from safetensors import safe_open
    with safe_open(path, framework="pt") as file:
        names = set(file.keys())
        for name in names:
            scale = name.replace(".weight", ".scale_weight")
            if name.endswith(".weight"):
                tensor = file.get_tensor(name)
                yield name, tensor.float() * file.get_tensor(scale) if scale in names else tensor


def available():
    with open("/proc/meminfo") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))


path, layers, tokens = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
config = T5Config(vocab_size=32128, d_model=4096, d_kv=64, d_ff=10240, num_layers=layers, num_heads=64,
                  feed_forward_proj="gated-gelu", dropout_rate=0.0)
with torch.device("meta"):
    model = T5EncoderModel(config).eval()
need = 4 * sum(parameter.numel() for parameter in model.parameters())
dtype = torch.float32 if 1.3 * need < available() else torch.bfloat16
start = time.perf_counter()
reader = of_gguf if path.endswith(".gguf") else of_safetensors
state = {name: tensor.to(dtype) for name, tensor in reader(path)}
state["encoder.embed_tokens.weight"] = state["shared.weight"]
model.load_state_dict(state, assign=True, strict=False)
del state
loaded = time.perf_counter() - start


def encode():
    begin = time.perf_counter()
    with torch.inference_mode():
        model(input_ids=torch.full((1, tokens), 5)).last_hidden_state
    return time.perf_counter() - begin


first, second = encode(), encode()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"| transformers, {str(dtype)[6:]} | {os.path.getsize(path) / 1e9:.2f} | {loaded:.2f} | {first:.1f} | {second:.1f} "
      f"| {peak:,} | | |")
