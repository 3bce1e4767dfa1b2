# SPDX-License-Identifier: EPL-2.0
"""Times Stillroom against transformers and diffusers on this machine, in one run, turn by turn, and prints a table.

Started by tests/org.stillroom.benchmarks/run, which makes the Python environment and names the Java command.
Models have random weights; sizes are stated in the table. Each turn times one whole forward of each program, after
warm-up; the table gives medians and the median of the ratios turn by turn, so that a drifting machine does not matter.
"""
import argparse
import json
import math
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import diffusers
import torch
import transformers
from diffusers import AutoencoderKL, FluxTransformer2DModel, SD3Transformer2DModel
from safetensors.torch import load_file, save_file
from torch.utils.flop_counter import FlopCounterMode
from transformers import T5Config, T5EncoderModel


class Contender:
    """The Java side: one long-lived process that answers one line of JSON to each request."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *words):
        self.process.stdin.write("\t".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("the Java contender ended unexpectedly; its messages are above")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        code = self.process.wait()
        if code != 0:
            raise SystemExit(f"the Java contender ended with exit code {code}")


def t5_base(folder):
    torch.manual_seed(0)
    config = T5Config(vocab_size=32128, d_model=768, d_kv=64, d_ff=2048, num_layers=12, num_heads=12,
                      feed_forward_proj="gated-gelu", dropout_rate=0.0)
    model = T5EncoderModel(config).eval()
    model.save_pretrained(folder)
    ids = torch.randint(2, 32000, (1, 512))
    inputs = {"ids": ids.to(torch.int64)}
    return inputs, lambda: model(input_ids=ids).last_hidden_state


def flux(folder, double=4, single=8, heads=8, head=64, axes=(8, 28, 28)):
    torch.manual_seed(0)
    model = FluxTransformer2DModel(patch_size=1, in_channels=64, num_layers=double, num_single_layers=single,
                                   attention_head_dim=head, num_attention_heads=heads, joint_attention_dim=768,
                                   pooled_projection_dim=768, guidance_embeds=True, axes_dims_rope=axes).eval()
    model.save_pretrained(folder)
    rows = 32
    ids = torch.zeros(rows, rows, 3)
    ids[..., 1] += torch.arange(rows)[:, None]
    ids[..., 2] += torch.arange(rows)[None, :]
    inputs = {"hidden_states": torch.randn(1, rows * rows, 64), "encoder_hidden_states": torch.randn(1, 256, 768),
              "pooled_projections": torch.randn(1, 768), "timestep": torch.tensor([0.7]),
              "guidance": torch.tensor([3.5])}
    fixed = {"img_ids": ids.reshape(-1, 3), "txt_ids": torch.zeros(256, 3)}
    return inputs, lambda: unpacked(model(**inputs, **fixed, return_dict=False)[0], rows)


def unpacked(tokens, rows):
    """Tokens of 2 x 2 patches as latents, the layout that Stillroom's transformers give."""
    return tokens.view(1, rows, rows, 16, 2, 2).permute(0, 3, 1, 4, 2, 5).reshape(1, 16, 2 * rows, 2 * rows)


def wide_flux(folder):
    return flux(folder, 1, 2, 24, 128, (16, 56, 56))


def sd3(folder, layers=10, heads=8):
    torch.manual_seed(0)
    model = SD3Transformer2DModel(sample_size=64, patch_size=2, in_channels=16, num_layers=layers,
                                  attention_head_dim=64, num_attention_heads=heads, joint_attention_dim=768,
                                  caption_projection_dim=64 * heads,
                                  pooled_projection_dim=768, out_channels=16, pos_embed_max_size=64,
                                  qk_norm="rms_norm").eval()
    model.save_pretrained(folder)
    inputs = {"hidden_states": torch.randn(1, 16, 64, 64), "encoder_hidden_states": torch.randn(1, 333, 768),
              "pooled_projections": torch.randn(1, 768), "timestep": torch.tensor([700.0])}
    return inputs, lambda: model(**inputs, return_dict=False)[0]


def wide_sd3(folder):
    return sd3(folder, 2, 38)


def vae(folder):
    torch.manual_seed(0)
    model = AutoencoderKL(in_channels=3, out_channels=3, latent_channels=16, block_out_channels=(64, 128, 256, 256),
                          down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
                          layers_per_block=2, norm_num_groups=32, use_quant_conv=False, use_post_quant_conv=False,
                          scaling_factor=0.3611, shift_factor=0.1159).eval()
    model.save_pretrained(folder)
    latents = torch.randn(1, 16, 32, 32)
    return {"latents": latents}, lambda: model.decode(latents / 0.3611 + 0.1159, return_dict=False)[0]


CASES = {
    "t5": ("T5-Base encoder, 512 tokens", t5_base),
    "flux": ("FLUX transformer, 512 wide, 4 + 8 blocks, 1,024 image + 256 text tokens", flux),
    "sd3": ("SD3.5 transformer, 512 wide, 10 blocks, 1,024 image + 333 text tokens", sd3),
    "flux-wide": ("FLUX.1 dev's width, 3,072, 1 of 19 + 2 of 38 blocks, 1,024 image + 256 text tokens", wide_flux),
    "sd3-wide": ("SD3.5 large's width, 2,432, 2 of 38 blocks, 1,024 image + 333 text tokens", wide_sd3),
    "vae": ("VAE decoder, 64 to 256 channels, 256 x 256 pixels", vae),
}


class Multiplications:
    """Matrix multiplications of linear layers and convolutions while it is entered, as (rows, in, out), and all
    floating-point operations of these and of attention."""

    def __enter__(self):
        self.sizes = []
        self.hook = torch.nn.modules.module.register_module_forward_hook(self.note)
        self.counter = FlopCounterMode(display=False)
        self.counter.__enter__()
        return self

    def __exit__(self, *failure):
        self.counter.__exit__(*failure)
        self.hook.remove()

    def note(self, module, inputs, output):
        if isinstance(module, torch.nn.Linear):
            self.sizes.append((output.numel() // module.out_features, module.in_features, module.out_features))
        elif isinstance(module, torch.nn.Conv2d):
            self.sizes.append((output.numel() // module.out_channels, module.weight[0].numel(), module.out_channels))

    def largest(self, count):
        """The sizes in which most is multiplied."""
        return sorted(set(self.sizes), key=lambda size: -self.sizes.count(size) * math.prod(size))[:count]

    def operations(self):
        return self.counter.get_total_flops()


def share(java, work, seconds):
    """GFLOPS that this libtorch reaches with the largest multiplications alone, and the share of it in the whole."""
    peak = max(2 * math.prod(size) / java.ask("gemm", *size)["seconds"] for size in work.largest(3))
    return f" {peak / 1e9:,.0f} | {work.operations() / peak / seconds:.0%} |"


def compare(java, name, work, turns, dtype):
    title, make = CASES[name]
    folder = Path(work) / name
    with torch.no_grad():
        inputs, forward = make(folder)
        # not counted in inference mode
        with Multiplications() as multiplications:
            forward()
    with torch.inference_mode():
        save_file({key: value.contiguous() for key, value in inputs.items()}, str(folder / "inputs.bench"))
        java.ask("load", name, folder, dtype)
        reference = forward()
        java.ask("run", name, folder / "output.bench")
        ours = load_file(str(folder / "output.bench"))["output"]
        error = ((ours - reference).norm() / reference.norm()).item()
        for _ in range(2):
            forward()
            java.ask("run", name, "-")
        theirs, mine = [], []
        for _ in range(turns):
            start = time.perf_counter()
            forward()
            theirs.append(time.perf_counter() - start)
            mine.append(java.ask("run", name, "-")["seconds"])
        java.ask("unload", name)
    ratio = statistics.median(m / t for m, t in zip(mine, theirs))
    row = (f"| {title} | {statistics.median(theirs) * 1000:,.0f} | {statistics.median(mine) * 1000:,.0f} | {ratio:.2f} "
            f"| {error:.1e} |")
    return row if dtype == "I8" else row + share(java, multiplications, statistics.median(mine))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=11)
    parser.add_argument("--cases", default=",".join(CASES))
    parser.add_argument("--int8", action="store_true",
                        help="Stillroom computes in int8, the reference in float32; not of the VAE decoder")
    parser.add_argument("java", nargs="+", help="command that starts the Java contender")
    options = parser.parse_args()
    print(f"torch {torch.__version__}, transformers {transformers.__version__}, diffusers {diffusers.__version__}, "
          f"{torch.get_num_threads()} threads, {'int8 against float32' if options.int8 else 'float32'}, "
          f"medians of {options.turns} turns", flush=True)
    java = Contender(options.java)
    print("Stillroom:", java.ask("about")["about"], flush=True)
    more = [] if options.int8 else ["sgemm peak, GFLOPS", "of it"]
    columns = ["model", "reference, ms", "Stillroom, ms", "ratio", "relative difference", *more]
    print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|", flush=True)
    with tempfile.TemporaryDirectory() as work:
        for name in options.cases.split(","):
            if not options.int8 or name != "vae":
                print(compare(java, name, work, options.turns, "I8" if options.int8 else "F32"), flush=True)
    java.close()


if __name__ == "__main__":
    main()
