# SPDX-License-Identifier: EPL-2.0
# SD3Transformer2DModel of diffusers (SD3, SD3.5) as TorchScript. Weights have diffusers' names. Library: blocks.
# B batch, N image tokens, T text tokens, d width. Inputs that are the same for the whole batch may have one row.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # SD3's text: CLIP-L and CLIP-G side by side, zeros up to the width of T5, then T5's tokens.
  def text(self: __torch__.Model, clip_l: Tensor, clip_g: Tensor, t5: Tensor) -> Tensor:
    clip = torch.cat([clip_l, clip_g], -1)
    return torch.cat([torch.constant_pad_nd(clip, [0, t5.size(-1) - clip.size(-1)]), t5], 1)

  # [B, T, joint_attention_dim] to [B, T, d]
  def context(self: __torch__.Model, encoder_hidden_states: Tensor, w: Dict[str, Tensor]) -> Tensor:
    p = w["context_embedder.bias"]
    return __torch__.blocks.linear(encoder_hidden_states.to(p.device, p.dtype), w, "context_embedder")

  # The part of temb that does not change from step to step: pooled projections.
  def conditioning(self: __torch__.Model, pooled: Tensor, w: Dict[str, Tensor]) -> Tensor:
    p = w["context_embedder.bias"]
    return __torch__.blocks.mlp(pooled.to(p.device, p.dtype), w, "time_text_embed.text_embedder")

  # silu(temb), which every modulation starts from; the timestep runs from 0 to 1000.
  def temb(self: __torch__.Model, timestep: Tensor, conditioning: Tensor, w: Dict[str, Tensor]) -> Tensor:
    t = __torch__.blocks.sinusoid(timestep.to(conditioning.device, 6), 256).to(conditioning.dtype)
    return torch.silu(__torch__.blocks.mlp(t, w, "time_text_embed.timestep_embedder") + conditioning)

  # The middle of the position table: [1, N, d]
  def positions(self: __torch__.Model, rows: int, columns: int, w: Dict[str, Tensor], size: int) -> Tensor:
    top = (size - rows) // 2
    left = (size - columns) // 2
    table = w["pos_embed.pos_embed"].view([size, size, -1])
    return table.slice(0, top, top + rows).slice(1, left, left + columns).reshape([1, rows * columns, -1])

  # Latents [B, c, h, w] as tokens of patches, projected: [B, N, d]
  def embed(self: __torch__.Model, latents: Tensor, positions: Tensor, w: Dict[str, Tensor], patch: int) -> Tensor:
    p = w["pos_embed.proj.weight"]
    x = torch.conv2d(latents.to(p.device, p.dtype), p, w["pos_embed.proj.bias"], [patch, patch])
    return torch.flatten(x, 2).transpose(1, 2) + positions

  # The last block reads the context but has none to give: it returns the context as it came.
  def joint_block(self: __torch__.Model, x: Tensor, context: Tensor, temb: Tensor, w: Dict[str, Tensor], i: int,
      heads: int, dual: bool, last: bool) -> Tuple[Tensor, Tensor]:
    p = torch.format("transformer_blocks.{}.", i)
    context0 = context.expand([x.size(0), -1, -1])
    if dual:
      n = 9
    else:
      n = 6
    m = torch.chunk(__torch__.blocks.linear(temb, w, p + "norm1.linear").unsqueeze(1), n, 2)
    mc = __torch__.blocks.linear(temb, w, p + "norm1_context.linear").unsqueeze(1)
    y = __torch__.blocks.modulate(x, m[0], m[1])
    j = __torch__.blocks.linears(y, w, [p + "attn.to_q", p + "attn.to_k", p + "attn.to_v"])
    q = __torch__.heads_of(j[0], w, p + "attn.norm_q.weight", heads)
    s = x.size(1)
    if last:
      c = torch.chunk(mc, 2, 2)
      z = __torch__.blocks.modulate(context0, c[1], c[0])
      jc = __torch__.blocks.linears(z, w, [p + "attn.add_k_proj", p + "attn.add_v_proj"])
      q1 = q
    else:
      c = torch.chunk(mc, 6, 2)
      z = __torch__.blocks.modulate(context0, c[0], c[1])
      jc = __torch__.blocks.linears(z, w, [p + "attn.add_k_proj", p + "attn.add_v_proj", p + "attn.add_q_proj"])
      q1 = torch.cat([q, __torch__.heads_of(jc[2], w, p + "attn.norm_added_q.weight", heads)], 1)
    k1 = torch.cat([__torch__.heads_of(j[1], w, p + "attn.norm_k.weight", heads),
      __torch__.heads_of(jc[0], w, p + "attn.norm_added_k.weight", heads)], 1)
    v1 = torch.cat([j[2], jc[1]], 1)
    a = __torch__.blocks.attention(q1, k1, v1, heads, None)
    x1 = torch.addcmul(x, m[2], __torch__.blocks.linear(a.slice(1, 0, s), w, p + "attn.to_out.0"))
    if dual:
      y2 = __torch__.blocks.modulate(x, m[6], m[7])
      x2 = torch.addcmul(x1, m[8], __torch__.self_attention(y2, w, p + "attn2.", heads))
    else:
      x2 = x1
    x3 = torch.addcmul(x2, m[5],
      __torch__.blocks.feed_forward(__torch__.blocks.modulate(x2, m[3], m[4]), w, p + "ff.net"))
    if last:
      c2 = context
    else:
      c1 = torch.addcmul(context0, c[2], __torch__.blocks.linear(a.slice(1, s), w, p + "attn.to_add_out"))
      c2 = torch.addcmul(c1, c[5],
        __torch__.blocks.feed_forward(__torch__.blocks.modulate(c1, c[3], c[4]), w, p + "ff_context.net"))
    return (c2, x3)

  # Image tokens to the predicted velocity [B, c, h, w], float32.
  def output(self: __torch__.Model, x: Tensor, temb: Tensor, w: Dict[str, Tensor], h: int, v: int,
      patch: int) -> Tensor:
    m = torch.chunk(__torch__.blocks.linear(temb, w, "norm_out.linear").unsqueeze(1), 2, 2)
    y = __torch__.blocks.linear(__torch__.blocks.modulate(x, m[1], m[0]), w, "proj_out").to(6)
    b, c = y.size(0), y.size(2) // (patch * patch)
    z = y.view([b, h // patch, v // patch, patch, patch, c]).permute([0, 5, 1, 3, 2, 4])
    return z.reshape([b, c, h, v])


# Queries or keys as [B, S, heads, d / heads]; normed where the model has weights for it (SD3.5).
def heads_of(x: Tensor, w: Dict[str, Tensor], norm: str, heads: int) -> Tensor:
  if norm in w:
    y = __torch__.blocks.normed_heads(x, w, norm, heads).to(x.dtype)
  else:
    y = x.view([x.size(0), x.size(1), heads, -1])
  return y

# The image-only attention of SD3.5 medium.
def self_attention(x: Tensor, w: Dict[str, Tensor], p: str, heads: int) -> Tensor:
  y = __torch__.blocks.linears(x, w, [p + "to_q", p + "to_k", p + "to_v"])
  q = __torch__.heads_of(y[0], w, p + "norm_q.weight", heads)
  k = __torch__.heads_of(y[1], w, p + "norm_k.weight", heads)
  a = __torch__.blocks.attention(q, k, y[2], heads, None)
  return __torch__.blocks.linear(a, w, p + "to_out.0")
