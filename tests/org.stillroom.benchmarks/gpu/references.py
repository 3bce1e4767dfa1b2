# SPDX-License-Identifier: EPL-2.0
"""transformers and diffusers on the same weights, which are not copied; without them there are no columns of theirs."""
import torch

MISSING = []
try:
    import transformers
    from transformers import T5Config, T5EncoderModel
except ImportError:
    MISSING.append("transformers")
try:
    import diffusers
    from diffusers import AutoencoderKL, FluxTransformer2DModel, SD3Transformer2DModel
except ImportError:
    MISSING.append("diffusers")


def versions():
    return {name: "not installed" if name in MISSING else globals()[name].__version__
            for name in ("transformers", "diffusers")}


def forward(program, model, weights, inputs):
    """What computes the same with the reference library; None where it is not installed."""
    needed = "transformers" if program == "t5" else "diffusers"
    return None if needed in MISSING else KINDS[program](model.config, weights, inputs)


def with_weights(make, weights, unused=()):
    """A model of which no other weights were made; unused: how names begin of those that it has and does not read."""
    with torch.device("meta"):
        made = make()
    missing, unexpected = made.load_state_dict(weights, strict=False, assign=True)
    left = [name for name in missing if not name.startswith(tuple(unused))]
    if unexpected or left:
        raise RuntimeError(f"the reference has no {unexpected} and misses {left}")
    return made.eval()


def t5(config, weights, inputs):
    made = with_weights(lambda: T5EncoderModel(T5Config(
        vocab_size=config["vocabSize"], d_model=config["dModel"], d_kv=config["dKv"], d_ff=config["dFf"],
        num_layers=config["layers"], num_heads=config["heads"], feed_forward_proj="gated-gelu", dropout_rate=0.0)),
        {**weights, "encoder.embed_tokens.weight": weights["shared.weight"]})
    return lambda: made(input_ids=inputs["ids"]).last_hidden_state


def flux(config, weights, inputs):
    double, single, heads = config["numbers"]
    made = with_weights(lambda: FluxTransformer2DModel(
        patch_size=1, in_channels=4 * config["latentChannels"], num_layers=double, num_single_layers=single,
        attention_head_dim=config["headDim"], num_attention_heads=heads,
        joint_attention_dim=config["jointAttentionDim"], pooled_projection_dim=config["pooledProjectionDim"],
        guidance_embeds=config["guidanceEmbeds"], axes_dims_rope=tuple(config["axesDimsRope"])), weights)
    latents, dtype = inputs["latents"], weights["context_embedder.bias"].dtype
    b, c, height, width = latents.shape
    rows, columns = height // 2, width // 2
    tokens = latents.view(b, c, rows, 2, columns, 2).permute(0, 2, 4, 1, 3, 5).reshape(b, rows * columns, 4 * c)
    ids = torch.zeros(rows, columns, 3, device=latents.device)
    ids[..., 1] += torch.arange(rows, device=latents.device)[:, None]
    ids[..., 2] += torch.arange(columns, device=latents.device)[None, :]
    given = {"hidden_states": tokens.to(dtype), "encoder_hidden_states": inputs["text"].to(dtype),
             "pooled_projections": inputs["pooled"].to(dtype),
             "timestep": (inputs["timestep"] / 1000).to(latents.device, dtype),
             "guidance": inputs["guidance"].to(latents.device, dtype), "img_ids": ids.reshape(-1, 3),
             "txt_ids": torch.zeros(inputs["text"].size(1), 3, device=latents.device)}

    def run():
        velocity = made(**given, return_dict=False)[0]
        return velocity.view(b, rows, columns, c, 2, 2).permute(0, 3, 1, 4, 2, 5).reshape(b, c, height, width)
    return run


def sd3(config, weights, inputs):
    # the table of positions, which is large, is made for its smallest size and then replaced
    positions = weights["pos_embed.pos_embed"]
    made = with_weights(lambda: SD3Transformer2DModel(
        sample_size=2, patch_size=config["patchSize"], in_channels=config["latentChannels"],
        out_channels=config["latentChannels"], num_layers=config["layers"], attention_head_dim=config["headDim"],
        num_attention_heads=config["heads"], joint_attention_dim=config["jointAttentionDim"],
        caption_projection_dim=config["headDim"] * config["heads"],
        pooled_projection_dim=config["pooledProjectionDim"], pos_embed_max_size=1,
        dual_attention_layers=tuple(config["dualAttentionLayers"]), qk_norm="rms_norm"),
        {name: each for name, each in weights.items() if each is not positions} | {
            "pos_embed.pos_embed": positions[:, :1]})
    made.pos_embed.pos_embed = positions
    made.pos_embed.pos_embed_max_size = config["posEmbedMaxSize"]
    latents, dtype = inputs["latents"], weights["context_embedder.bias"].dtype
    given = {"hidden_states": latents.to(dtype), "encoder_hidden_states": inputs["text"].to(dtype),
             "pooled_projections": inputs["pooled"].to(dtype), "timestep": inputs["timestep"].to(latents.device)}
    return lambda: made(**given, return_dict=False)[0]


def vae(config, weights, inputs):
    blocks = len(config["blockOutChannels"])
    made = with_weights(lambda: AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=config["latentChannels"],
        block_out_channels=tuple(config["blockOutChannels"]), layers_per_block=config["layersPerBlock"],
        down_block_types=("DownEncoderBlock2D",) * blocks, up_block_types=("UpDecoderBlock2D",) * blocks,
        norm_num_groups=config["normNumGroups"], use_quant_conv=False, use_post_quant_conv=False),
        weights, unused=["encoder."])
    scaled = inputs["latents"].float() / config["scalingFactor"] + config["shiftFactor"]
    scaled = scaled.to(weights["decoder.conv_in.weight"].dtype)
    return lambda: made.decode(scaled, return_dict=False)[0]


KINDS = {"t5": t5, "flux": flux, "sd3": sd3, "vae": vae}
