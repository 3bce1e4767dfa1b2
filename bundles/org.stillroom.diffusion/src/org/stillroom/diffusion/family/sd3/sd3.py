# SPDX-License-Identifier: EPL-2.0
# SD3Transformer2DModel of diffusers (SD3, SD3.5) as TorchScript. Weights have diffusers' names.
# B batch, N image tokens, T text tokens, d width. Inputs that are the same for the whole batch may have one row.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # [B, T, joint_attention_dim] to [B, T, d]
  def context(self: __torch__.Model, encoder_hidden_states: Tensor, w: Dict[str, Tensor]) -> Tensor:
    p = w["context_embedder.weight"]
    return __torch__.linear(encoder_hidden_states.to(p.device, p.dtype), w, "context_embedder")

  # The part of temb that does not change from step to step: pooled projections.
  def conditioning(self: __torch__.Model, pooled: Tensor, w: Dict[str, Tensor]) -> Tensor:
    p = w["context_embedder.weight"]
    return __torch__.mlp(pooled.to(p.device, p.dtype), w, "time_text_embed.text_embedder")

  # silu(temb), which every modulation starts from; the timestep runs from 0 to 1000.
  def temb(self: __torch__.Model, timestep: Tensor, conditioning: Tensor, w: Dict[str, Tensor]) -> Tensor:
    t = __torch__.sinusoid(timestep.to(conditioning.device, 6)).to(conditioning.dtype)
    return torch.silu(__torch__.mlp(t, w, "time_text_embed.timestep_embedder") + conditioning)

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
    m = torch.chunk(__torch__.linear(temb, w, p + "norm1.linear").unsqueeze(1), n, 2)
    mc = __torch__.linear(temb, w, p + "norm1_context.linear").unsqueeze(1)
    y = __torch__.modulate(x, m[0], m[1])
    q = __torch__.heads_of(y, w, p + "attn.to_q", p + "attn.norm_q.weight", heads)
    k = __torch__.heads_of(y, w, p + "attn.to_k", p + "attn.norm_k.weight", heads)
    v = __torch__.linear(y, w, p + "attn.to_v")
    s = x.size(1)
    if last:
      c = torch.chunk(mc, 2, 2)
      z = __torch__.modulate(context0, c[1], c[0])
      q1 = q
    else:
      c = torch.chunk(mc, 6, 2)
      z = __torch__.modulate(context0, c[0], c[1])
      q1 = torch.cat([q, __torch__.heads_of(z, w, p + "attn.add_q_proj", p + "attn.norm_added_q.weight", heads)], 1)
    k1 = torch.cat([k, __torch__.heads_of(z, w, p + "attn.add_k_proj", p + "attn.norm_added_k.weight", heads)], 1)
    v1 = torch.cat([v, __torch__.linear(z, w, p + "attn.add_v_proj")], 1)
    a = __torch__.attention(q1, k1, v1, heads)
    x1 = torch.addcmul(x, m[2], __torch__.linear(a.slice(1, 0, s), w, p + "attn.to_out.0"))
    if dual:
      x2 = torch.addcmul(x1, m[8], __torch__.self_attention(__torch__.modulate(x, m[6], m[7]), w, p + "attn2.", heads))
    else:
      x2 = x1
    x3 = torch.addcmul(x2, m[5], __torch__.feed_forward(__torch__.modulate(x2, m[3], m[4]), w, p + "ff.net"))
    if last:
      c2 = context
    else:
      c1 = torch.addcmul(context0, c[2], __torch__.linear(a.slice(1, s), w, p + "attn.to_add_out"))
      c2 = torch.addcmul(c1, c[5], __torch__.feed_forward(__torch__.modulate(c1, c[3], c[4]), w, p + "ff_context.net"))
    return (c2, x3)

  # Image tokens to the predicted velocity [B, c, h, w], float32.
  def output(self: __torch__.Model, x: Tensor, temb: Tensor, w: Dict[str, Tensor], h: int, v: int,
      patch: int) -> Tensor:
    m = torch.chunk(__torch__.linear(temb, w, "norm_out.linear").unsqueeze(1), 2, 2)
    y = __torch__.linear(__torch__.modulate(x, m[1], m[0]), w, "proj_out").to(6)
    b, c = y.size(0), y.size(2) // (patch * patch)
    z = y.view([b, h // patch, v // patch, patch, patch, c]).permute([0, 5, 1, 3, 2, 4])
    return z.reshape([b, c, h, v])


def linear(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  return torch.linear(x, w[p + ".weight"], w[p + ".bias"])

def mlp(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  return __torch__.linear(torch.silu(__torch__.linear(x, w, p + ".linear_1")), w, p + ".linear_2")

def feed_forward(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  return __torch__.linear(torch.gelu(__torch__.linear(x, w, p + ".0.proj"), approximate="tanh"), w, p + ".2")

# 256 features of a timestep, cos first, float32. The frequencies come from float64: exp of float32 has another last
# digit on another maker's processor, and at a timestep of 1000 one such digit moves an angle by 6e-5.
def sinusoid(t: Tensor) -> Tensor:
  exponent = torch.arange(128, dtype=6, device=t.device) * -9.210340371976184 / 128
  frequency = torch.exp(exponent.to(7)).to(6)
  angle = t.to(6).unsqueeze(1) * frequency
  return torch.cat([torch.cos(angle), torch.sin(angle)], 1)

# (1 + scale) LN(x) + shift in one pass where all rows share the modulation.
def modulate(x: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
  d = x.size(-1)
  if shift.size(0) == 1:
    y = torch.layer_norm(x, [d], (scale + 1).view([d]), shift.reshape([d]), 1e-6)
  else:
    y = torch.addcmul(shift, torch.layer_norm(x, [d], None, None, 1e-6), scale + 1)
  return y

# Projected and cut into heads, [B, S, heads, d / heads]; normed by RMS where the model has weights for it (SD3.5).
def heads_of(x: Tensor, w: Dict[str, Tensor], linear: str, norm: str, heads: int) -> Tensor:
  y = __torch__.linear(x, w, linear).view([x.size(0), x.size(1), heads, -1])
  if norm in w:
    f = y.to(6)
    n = torch.linalg_vector_norm(f, 2, [-1], True)
    y1 = (f * torch.rsqrt(n * n / f.size(-1) + 1e-6) * w[norm].to(6)).to(y.dtype)
  else:
    y1 = y
  return y1

def attention(q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
  u = v.view([v.size(0), v.size(1), heads, -1])
  a = torch.scaled_dot_product_attention(q.transpose(1, 2), k.transpose(1, 2), u.transpose(1, 2), None, 0., False)
  return torch.flatten(a.transpose(1, 2), 2)

# The image-only attention of SD3.5 medium.
def self_attention(x: Tensor, w: Dict[str, Tensor], p: str, heads: int) -> Tensor:
  q = __torch__.heads_of(x, w, p + "to_q", p + "norm_q.weight", heads)
  k = __torch__.heads_of(x, w, p + "to_k", p + "norm_k.weight", heads)
  a = __torch__.attention(q, k, __torch__.linear(x, w, p + "to_v"), heads)
  return __torch__.linear(a, w, p + "to_out.0")
