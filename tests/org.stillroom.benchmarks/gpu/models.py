# SPDX-License-Identifier: EPL-2.0
"""How the product calls its programs, block by block: T5Encoder, FluxTransformer, Sd3Transformer (BlockTransformer) and
KlDecoder. A state is a list of tensors, of which the last is what comes of the input."""
import torch

CPU = torch.device("cpu")


class Model:
    """
    once    what stays the same in all steps, from weights that are used once
    start   the state before the first block
    block   the state behind a block
    finish  the output
    """

    def __init__(self, description, program):
        self.title = description["title"]
        self.config = description["config"]
        self.program = program
        own = [self.prefixes(i) for i in range(self.count)]
        self.parts = [{} for _ in own]
        self.ends = {}
        for name, shape in description["tensors"].items():
            at = next((i for i, prefixes in enumerate(own) if name.startswith(prefixes)), None)
            (self.ends if at is None else self.parts[at])[name] = shape

    @property
    def tensors(self):
        return {**self.ends, **{name: shape for part in self.parts for name, shape in part.items()}}

    def run(self, inputs, fixed, ends, blocks):
        """One forward; blocks gives the weights of each, one after the other."""
        state = self.start(inputs, fixed, ends)
        for i, own in enumerate(blocks):
            state = self.block(i, state, fixed, own)
        return self.finish(state, fixed, ends)


class T5(Model):

    @property
    def count(self):
        return self.config["layers"]

    def prefixes(self, i):
        # the table of relative positions is used before the first layer
        return (f"encoder.block.{i}.layer.0.SelfAttention.q", f"encoder.block.{i}.layer.0.SelfAttention.k",
                f"encoder.block.{i}.layer.0.SelfAttention.v", f"encoder.block.{i}.layer.0.SelfAttention.o",
                f"encoder.block.{i}.layer.0.layer_norm", f"encoder.block.{i}.layer.1.")

    def inputs(self, small, device):
        generator = torch.Generator().manual_seed(0)
        tokens = 64 if small else 512
        return {"ids": torch.randint(2, 32000, (1, tokens), generator=generator).to(device)}

    def once(self, inputs, ends):
        return {"bias": self.program.position_bias(ends, 0, inputs["ids"].size(1), self.config["maxDistance"])}

    def start(self, inputs, fixed, ends):
        return [self.program.embed(inputs["ids"], ends)]

    def block(self, i, state, fixed, own):
        return [self.program.layer(state[0], fixed["bias"], own, i, self.config["heads"], self.config["epsilon"],
                                   self.config["gated"])]

    def finish(self, state, fixed, ends):
        return self.program.final_norm(state[0], ends, self.config["epsilon"]).to(CPU, torch.float32)


class Denoiser(Model):
    """What FLUX and SD3 have in common."""

    def inputs(self, small, device):
        generator = torch.Generator(device).manual_seed(0)

        def noise(*shape):
            return torch.randn(shape, generator=generator, device=device)
        side = 16 if small else 128
        return {"latents": noise(1, self.config["latentChannels"], side, side),
                "text": noise(1, 32 if small else self.text_tokens, self.config["jointAttentionDim"]),
                "pooled": noise(1, self.config["pooledProjectionDim"]),
                # what bf16 holds: of a guidance of 3.5, which models are told as 3500, it makes 3504
                "timestep": torch.tensor([700.0]), "guidance": torch.tensor([4.0])}

    def start(self, inputs, fixed, ends):
        fixed["temb"] = self.program.temb(inputs["timestep"], fixed["embedding"], ends)
        fixed["size"] = inputs["latents"].shape[2:]
        return [fixed["context"], self.embed(inputs["latents"], fixed, ends)]


class Flux(Denoiser):
    text_tokens = 512

    @property
    def count(self):
        return sum(self.config["numbers"][:2])

    def prefixes(self, i):
        double = self.config["numbers"][0]
        return (f"transformer_blocks.{i}." if i < double else f"single_transformer_blocks.{i - double}.",)

    def once(self, inputs, ends):
        context = self.program.context(inputs["text"], ends)
        _, _, height, width = inputs["latents"].shape
        return {"context": context,
                "embedding": self.program.conditioning(inputs["pooled"], inputs["guidance"],
                                                       self.config["guidanceEmbeds"], ends),
                "rope": self.program.rope(context.size(1), height // 2, width // 2, self.config["axesDimsRope"],
                                          context)}

    def embed(self, latents, fixed, ends):
        return self.program.embed(latents, ends)

    def block(self, i, state, fixed, own):
        return self.program.block(state, fixed["temb"], fixed["rope"], own, i, self.config["numbers"],
                                  fixed["context"].size(1))

    def finish(self, state, fixed, ends):
        return self.program.output(state[-1], fixed["temb"], ends, *fixed["size"])


class Sd3(Denoiser):
    text_tokens = 333

    @property
    def count(self):
        return self.config["layers"]

    def prefixes(self, i):
        return (f"transformer_blocks.{i}.",)

    def once(self, inputs, ends):
        patch = self.config["patchSize"]
        _, _, height, width = inputs["latents"].shape
        return {"context": self.program.context(inputs["text"], ends),
                "embedding": self.program.conditioning(inputs["pooled"], ends),
                "positions": self.program.positions(height // patch, width // patch, ends,
                                                    self.config["posEmbedMaxSize"])}

    def embed(self, latents, fixed, ends):
        return self.program.embed(latents, fixed["positions"], ends, self.config["patchSize"])

    def block(self, i, state, fixed, own):
        return list(self.program.joint_block(state[-1], state[0], fixed["temb"], own, i, self.config["heads"],
                                             i in self.config["dualAttentionLayers"], i == self.count - 1))

    def finish(self, state, fixed, ends):
        return self.program.output(state[-1], fixed["temb"], ends, *fixed["size"], self.config["patchSize"])


class Vae(Model):
    """KlLayers, in the bands of Bands.java. A block here is a layer there, and changes its state."""

    KERNEL = 9

    def __init__(self, description, program):
        self.layers = layers(description["config"])
        decoder = {name: shape for name, shape in description["tensors"].items() if name.startswith("decoder.")}
        super().__init__({**description, "tensors": decoder}, program)

    @property
    def count(self):
        return len(self.layers)

    def prefixes(self, i):
        return tuple(self.layers[i][1:])

    def inputs(self, small, device):
        # convolutions in bf16 take CPUs very long
        side = 2 if small else 128
        generator = torch.Generator(device).manual_seed(0)
        return {"latents": torch.randn((1, 16, side, side), generator=generator, device=device)}

    def once(self, inputs, ends):
        return {}

    def dtype_of(self, own):
        return next(iter(own.values())).dtype

    def start(self, inputs, fixed, ends):
        return [self.program.from_latents(inputs["latents"].float(), self.config["scalingFactor"],
                                          self.config["shiftFactor"])]

    def block(self, i, state, fixed, own):
        kind, *prefixes = self.layers[i]
        x = state[0].to(self.dtype_of(own))
        return [getattr(self, kind)(x, own, *prefixes)]

    def finish(self, state, fixed, ends):
        return state[0].to(CPU, torch.float32)

    def conv(self, x, w, prefix):
        return self.resized("conv_rows", x, w, prefix, x.size(2), x.size(3))

    def upsample(self, x, w, prefix):
        return self.resized("upsample_rows", x, w, prefix, 2 * x.size(2), 2 * x.size(3))

    def out(self, x, w, norm, prefix):
        return self.norm_conv(x, w, norm, prefix)

    def resnet(self, x, w, prefix):
        h = self.norm_conv(x, w, prefix + "norm1.", prefix + "conv1.")
        norm = self.norm(h, w, prefix + "norm2.")
        if h.size(1) != x.size(1):
            x = self.conv(x, w, prefix + "conv_shortcut.")
        return self.rows("norm_conv_add_rows", x.size(2), x.size(3), lambda: x, h, w, prefix + "conv2.", norm, x)

    def attention(self, x, w, prefix):
        pixels, channels = x.size(2) * x.size(3), x.size(1)
        tokens = self.program.tokens(x, self.norm(x, w, prefix + "group_norm."))
        keys, values = self.linear(tokens, w, prefix + "to_k"), self.linear(tokens, w, prefix + "to_v")
        for first, last in bands(x, pixels, 2 * channels * (pixels + channels), channels):
            self.program.attend(x, tokens, keys, values, w, prefix, first, last)
        return x

    def linear(self, tokens, w, name):
        channels = tokens.size(2)
        return torch.cat([self.program.linear(tokens, w, name, first, last) for first, last in
                          bands(tokens, tokens.size(1), channels * channels, 2 * channels)], 1)

    def norm_conv(self, x, w, norm, prefix):
        made = self.norm(x, w, norm)
        return self.resized("norm_conv_rows", x, w, prefix, x.size(2), x.size(3), made)

    def resized(self, method, x, w, prefix, height, width, *norm):
        return self.rows(method, height, width, lambda: self.program.room(x, w, prefix, height, width), x, w, prefix,
                         *norm)

    def rows(self, method, height, width, room, x, w, prefix, *more):
        channels = w[prefix + "weight"].size(0)
        result = None
        for top, bottom in bands(x, height, self.KERNEL * channels * x.size(1) * width,
                                 (channels + x.size(1)) * max(width, x.size(3))):
            band = getattr(self.program, method)(x, *more, w, prefix, top, bottom)
            if bottom - top == height:
                return band
            result = room() if result is None else result
            self.program.put(result, band, top, bottom)
        return result

    def norm(self, x, w, prefix):
        groups = self.config["normNumGroups"]
        return torch.cat([self.program.norm(x, w, prefix, groups, first, last) for first, last in
                          bands(x, groups, 0, x.numel() // groups)], 2)


def layers(config):
    """The decoder's, each with the prefixes of its weights."""
    made = [("conv", "decoder.conv_in."), ("resnet", "decoder.mid_block.resnets.0."),
            ("attention", "decoder.mid_block.attentions.0."), ("resnet", "decoder.mid_block.resnets.1.")]
    blocks = len(config["blockOutChannels"])
    for i in range(blocks):
        block = f"decoder.up_blocks.{i}."
        made += [("resnet", f"{block}resnets.{j}.") for j in range(config["layersPerBlock"] + 1)]
        if i < blocks - 1:
            made.append(("upsample", f"{block}upsamplers.0.conv."))
    return made + [("out", "decoder.conv_norm_out.", "decoder.conv_out.")]


def bands(x, count, multiplications, elements):
    """Bands.java: a hundred times as much at a time on a card."""
    factor = 100 if x.is_cuda else 1
    size = max(1, min(factor * 6_000_000_000 // max(1, multiplications), factor * (1 << 24) // max(1, elements)))
    return [(first, min(count, first + size)) for first in range(0, count, size)]


KINDS = {"t5": T5, "flux": Flux, "sd3": Sd3, "vae": Vae}
