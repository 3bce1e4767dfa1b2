# SPDX-License-Identifier: EPL-2.0
# FluxTransformer2DModel of diffusers as TorchScript. Weights have diffusers' names.
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

  # The part of temb that does not change from step to step: pooled projections, and guidance if the model takes it.
  def conditioning(self: __torch__.Model, pooled: Tensor, guidance: Tensor, guided: bool,
      w: Dict[str, Tensor]) -> Tensor:
    p = w["x_embedder.weight"]
    emb = __torch__.mlp(pooled.to(p.device, p.dtype), w, "time_text_embed.text_embedder")
    if guided:
      g = __torch__.sinusoid(guidance.to(p.device, p.dtype) * 1000).to(p.dtype)
      emb = emb + __torch__.mlp(g, w, "time_text_embed.guidance_embedder")
    else:
      emb = emb
    return emb

  # silu(temb), which every modulation starts from; the timestep runs from 0 to 1000.
  def temb(self: __torch__.Model, timestep: Tensor, conditioning: Tensor, w: Dict[str, Tensor]) -> Tensor:
    t = timestep.to(conditioning.device, conditioning.dtype) / 1000 * 1000
    emb = __torch__.mlp(__torch__.sinusoid(t).to(conditioning.dtype), w, "time_text_embed.timestep_embedder")
    return torch.silu(emb + conditioning)

  # cos and sin for text (not rotated) and image tokens: [T + N, head dim / 2, 2], float32.
  def rope(self: __torch__.Model, text: int, rows: int, columns: int, axes: List[int], w: Dict[str, Tensor]) -> Tensor:
    first = torch.zeros([rows * columns], dtype=7)
    row = torch.arange(rows, dtype=7).repeat_interleave(columns)
    column = torch.arange(columns, dtype=7).repeat([rows])
    angles = torch.cat([__torch__.angles(first, axes[0]), __torch__.angles(row, axes[1]),
      __torch__.angles(column, axes[2])], 1)
    table = torch.cat([torch.zeros([text, angles.size(1)], dtype=7), angles], 0)
    return torch.stack([torch.cos(table), torch.sin(table)], -1).to(w["x_embedder.weight"].device, 6)

  # Latents [B, c, h, w] as tokens of 2x2 patches (c, dy, dx), projected: [B, N, d]
  def embed(self: __torch__.Model, latents: Tensor, w: Dict[str, Tensor]) -> Tensor:
    p = w["x_embedder.weight"]
    x = latents.to(p.device, p.dtype)
    b, c, h, v = x.size(0), x.size(1), x.size(2), x.size(3)
    x = x.view([b, c, h // 2, 2, v // 2, 2]).permute([0, 2, 4, 1, 3, 5]).reshape([b, h * v // 4, c * 4])
    return __torch__.linear(x, w, "x_embedder")

  def double_block(self: __torch__.Model, x: Tensor, context: Tensor, temb: Tensor, rope: Tensor,
      w: Dict[str, Tensor], i: int, heads: int) -> Tuple[Tensor, Tensor]:
    p = torch.format("transformer_blocks.{}.", i)
    context0 = context.expand([x.size(0), -1, -1])
    m = torch.chunk(__torch__.linear(temb, w, p + "norm1.linear").unsqueeze(1), 6, 2)
    c = torch.chunk(__torch__.linear(temb, w, p + "norm1_context.linear").unsqueeze(1), 6, 2)
    y = __torch__.modulate(x, m[0], m[1])
    z = __torch__.modulate(context0, c[0], c[1])
    t = context.size(1)
    q = torch.cat([
      __torch__.rms_norm(__torch__.linear(z, w, p + "attn.add_q_proj"), w[p + "attn.norm_added_q.weight"], heads),
      __torch__.rms_norm(__torch__.linear(y, w, p + "attn.to_q"), w[p + "attn.norm_q.weight"], heads)], 1)
    k = torch.cat([
      __torch__.rms_norm(__torch__.linear(z, w, p + "attn.add_k_proj"), w[p + "attn.norm_added_k.weight"], heads),
      __torch__.rms_norm(__torch__.linear(y, w, p + "attn.to_k"), w[p + "attn.norm_k.weight"], heads)], 1)
    v = torch.cat([__torch__.linear(z, w, p + "attn.add_v_proj"), __torch__.linear(y, w, p + "attn.to_v")], 1)
    a = __torch__.attention(__torch__.rotate(q, rope, v.dtype), __torch__.rotate(k, rope, v.dtype), v, heads)
    x1 = torch.addcmul(x, m[2], __torch__.linear(a.slice(1, t), w, p + "attn.to_out.0"))
    x2 = torch.addcmul(x1, m[5], __torch__.feed_forward(__torch__.modulate(x1, m[3], m[4]), w, p + "ff.net"))
    c1 = torch.addcmul(context0, c[2], __torch__.linear(a.slice(1, 0, t), w, p + "attn.to_add_out"))
    c2 = torch.addcmul(c1, c[5], __torch__.feed_forward(__torch__.modulate(c1, c[3], c[4]), w, p + "ff_context.net"))
    return (__torch__.clip_half(c2), x2)

  # Text and image tokens as one sequence, as the single blocks take them.
  def join(self: __torch__.Model, context: Tensor, x: Tensor) -> Tensor:
    return torch.cat([context, x], 1)

  # Gives the tokens from start on: the last block need not compute text tokens that nothing reads.
  def single_block(self: __torch__.Model, x: Tensor, temb: Tensor, rope: Tensor, w: Dict[str, Tensor], i: int,
      heads: int, start: int) -> Tensor:
    p = torch.format("single_transformer_blocks.{}.", i)
    m = torch.chunk(__torch__.linear(temb, w, p + "norm.linear").unsqueeze(1), 3, 2)
    y = __torch__.modulate(x, m[0], m[1])
    z = y.slice(1, start)
    q = __torch__.rms_norm(__torch__.linear(z, w, p + "attn.to_q"), w[p + "attn.norm_q.weight"], heads)
    k = __torch__.rms_norm(__torch__.linear(y, w, p + "attn.to_k"), w[p + "attn.norm_k.weight"], heads)
    v = __torch__.linear(y, w, p + "attn.to_v")
    a = __torch__.attention(__torch__.rotate(q, rope.slice(0, start), v.dtype), __torch__.rotate(k, rope, v.dtype),
      v, heads)
    f = torch.gelu(__torch__.linear(z, w, p + "proj_mlp"), approximate="tanh")
    o = __torch__.linear(torch.cat([a, f], 2), w, p + "proj_out")
    return __torch__.clip_half(torch.addcmul(x.slice(1, start), m[2], o))

  # Image tokens to the predicted velocity [B, c, h, w], float32.
  def output(self: __torch__.Model, x: Tensor, temb: Tensor, w: Dict[str, Tensor], h: int, v: int) -> Tensor:
    m = torch.chunk(__torch__.linear(temb, w, "norm_out.linear").unsqueeze(1), 2, 2)
    y = __torch__.linear(__torch__.modulate(x, m[1], m[0]), w, "proj_out").to(6)
    b, c = y.size(0), y.size(2) // 4
    return y.view([b, h // 2, v // 2, c, 2, 2]).permute([0, 3, 1, 4, 2, 5]).reshape([b, c, h, v])


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

def angles(position: Tensor, axis: int) -> Tensor:
  frequency = torch.pow(10000., torch.arange(0, axis, 2, dtype=7) / axis).reciprocal()
  return torch.outer(position, frequency)

# (1 + scale) LN(x) + shift in one pass where all rows share the modulation.
def modulate(x: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
  d = x.size(-1)
  if shift.size(0) == 1:
    y = torch.layer_norm(x, [d], (scale + 1).view([d]), shift.reshape([d]), 1e-6)
  else:
    y = torch.addcmul(shift, torch.layer_norm(x, [d], None, None, 1e-6), scale + 1)
  return y

# Per head, float32: [B, S, d] to [B, S, heads, d / heads]
def rms_norm(x: Tensor, weight: Tensor, heads: int) -> Tensor:
  y = x.to(6).view([x.size(0), x.size(1), heads, -1])
  n = torch.linalg_vector_norm(y, 2, [-1], True)
  return y * torch.rsqrt(n * n / y.size(-1) + 1e-6) * weight.to(6)

# Turns interleaved pairs by the angles of rope.
def rotate(x: Tensor, rope: Tensor, dtype: int) -> Tensor:
  z = torch.view_as_complex(x.view([x.size(0), x.size(1), x.size(2), -1, 2]))
  y = torch.view_as_real(z * torch.view_as_complex(rope).unsqueeze(1))
  return torch.flatten(y, 3).to(dtype)

def attention(q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
  u = v.view([v.size(0), v.size(1), heads, -1])
  a = torch.scaled_dot_product_attention(q.transpose(1, 2), k.transpose(1, 2), u.transpose(1, 2), None, 0., False)
  return torch.flatten(a.transpose(1, 2), 2)

def clip_half(x: Tensor) -> Tensor:
  if x.dtype == 5:
    y = torch.clamp(x, -65504, 65504)
  else:
    y = x
  return y
