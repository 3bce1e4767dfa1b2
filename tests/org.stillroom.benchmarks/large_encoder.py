# SPDX-License-Identifier: EPL-2.0
"""Loads and runs the encoder that LargeEncoder wrote, with transformers, and prints the same figures."""
import resource
import sys
import time

import torch
from transformers import T5EncoderModel

folder, dtype, tokens = sys.argv[1], getattr(torch, sys.argv[2]), int(sys.argv[3])
start = time.perf_counter()
model = T5EncoderModel.from_pretrained(folder, dtype=dtype).eval()
loaded = time.perf_counter() - start
start = time.perf_counter()
with torch.inference_mode():
    model(input_ids=torch.full((1, tokens), 5)).last_hidden_state
encoded = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"| transformers, {sys.argv[2]} | | loaded {loaded:.1f} s | {tokens} tokens in {encoded:.1f} s | "
      f"| peak {peak:,} MiB | | |")
