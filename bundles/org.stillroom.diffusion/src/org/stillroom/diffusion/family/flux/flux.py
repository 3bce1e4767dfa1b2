# SPDX-License-Identifier: EPL-2.0
# FluxTransformer2DModel of diffusers as TorchScript. Weights have diffusers' names. Library: blocks.
# B batch, N image tokens, T text tokens, d width. Inputs that are the same for the whole batch may have one row.
# numbers: double blocks, single blocks, heads.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # [B, T, joint_attention_dim] to [B, T, d]
  def context(self: __torch__.Model, encoder_hidden_states: Tensor, w: Dict[str, Tensor]) -> Tensor:
    p = w["context_embedder.bias"]
    return __torch__.blocks.linear(encoder_hidden_states.to(p.device, p.dtype), w, "context_embedder")

  # The part of temb that does not change from step to step: pooled projections, and guidance if the model takes it.
  def conditioning(self: __torch__.Model, pooled: Tensor, guidance: Tensor, guided: bool,
      w: Dict[str, Tensor]) -> Tensor:
    p = w["context_embedder.bias"]
    emb = __torch__.blocks.mlp(pooled.to(p.device, p.dtype), w, "time_text_embed.text_embedder")
    if guided:
      g = __torch__.blocks.sinusoid(guidance.to(p.device, p.dtype) * 1000, 256).to(p.dtype)
      emb = emb + __torch__.blocks.mlp(g, w, "time_text_embed.guidance_embedder")
    else:
      emb = emb
    return emb

  # silu(temb), which every modulation starts from; the timestep runs from 0 to 1000.
  def temb(self: __torch__.Model, timestep: Tensor, conditioning: Tensor, w: Dict[str, Tensor]) -> Tensor:
    t = timestep.to(conditioning.device, conditioning.dtype) / 1000 * 1000
    s = __torch__.blocks.sinusoid(t, 256).to(conditioning.dtype)
    return torch.silu(__torch__.blocks.mlp(s, w, "time_text_embed.timestep_embedder") + conditioning)

  # cos and sin for text (not rotated) and image tokens: [T + N, head dim / 2, 2], float32, where like is.
  def rope(self: __torch__.Model, text: int, rows: int, columns: int, axes: List[int], like: Tensor) -> Tensor:
    first = torch.zeros([rows * columns], dtype=7)
    row = torch.arange(rows, dtype=7).repeat_interleave(columns)
    column = torch.arange(columns, dtype=7).repeat([rows])
    angles = torch.cat([__torch__.angles(first, axes[0]), __torch__.angles(row, axes[1]),
      __torch__.angles(column, axes[2])], 1)
    table = torch.cat([torch.zeros([text, angles.size(1)], dtype=7), angles], 0)
    return torch.stack([torch.cos(table), torch.sin(table)], -1).to(like.device, 6)

  # Latents [B, c, h, w] as tokens of 2x2 patches (c, dy, dx), projected: [B, N, d]
  def embed(self: __torch__.Model, latents: Tensor, w: Dict[str, Tensor]) -> Tensor:
    p = w["x_embedder.bias"]
    x = latents.to(p.device, p.dtype)
    b, c, h, v = x.size(0), x.size(1), x.size(2), x.size(3)
    x = x.view([b, c, h // 2, 2, v // 2, 2]).permute([0, 2, 4, 1, 3, 5]).reshape([b, h * v // 4, c * 4])
    return __torch__.blocks.linear(x, w, "x_embedder")

  # Block i of all: the state is [context, image] before the double blocks and [both] after the first single one.
  # Of the last single block only the image is computed, because nothing reads its text; text: how many tokens that is.
  def block(self: __torch__.Model, state: List[Tensor], temb: Tensor, rope: Tensor, w: Dict[str, Tensor], i: int,
      numbers: List[int], text: int) -> List[Tensor]:
    j = i - numbers[0]
    if j < 0:
      p = torch.format("transformer_blocks.{}.", i)
      m = torch.chunk(__torch__.blocks.linear(temb, w, p + "norm1.linear").unsqueeze(1), 6, 2)
      c = torch.chunk(__torch__.blocks.linear(temb, w, p + "norm1_context.linear").unsqueeze(1), 6, 2)
      after = __torch__.double_block(state[1], state[0], m, c, rope, None, w, p, numbers[2])
    else:
      p = torch.format("single_transformer_blocks.{}.", j)
      m = torch.chunk(__torch__.blocks.linear(temb, w, p + "norm.linear").unsqueeze(1), 3, 2)
      both = torch.cat(state, 1) if len(state) == 2 else state[0]
      start = text if j == numbers[1] - 1 else 0
      after = [__torch__.single_block(both, m, rope, None, w, p, numbers[2], start)]
    return after

  # Image tokens to the predicted velocity [B, c, h, w], float32.
  def output(self: __torch__.Model, x: Tensor, temb: Tensor, w: Dict[str, Tensor], h: int, v: int) -> Tensor:
    m = torch.chunk(__torch__.blocks.linear(temb, w, "norm_out.linear").unsqueeze(1), 2, 2)
    return __torch__.final_layer(x, m[1], m[0], w, h, v)

  # All blocks at once, for training: latents [B, c, h, w] and text [B, T, joint_attention_dim] to the velocity.
  def velocity(self: __torch__.Model, latents: Tensor, text: Tensor, temb: Tensor, w: Dict[str, Tensor],
      numbers: List[int], axes: List[int]) -> Tensor:
    h = latents.size(2)
    v = latents.size(3)
    state = [self.context(text, w), self.embed(latents, w)]
    rope = self.rope(text.size(1), h // 2, v // 2, axes, state[0])
    for i in range(numbers[0] + numbers[1]):
      state = self.block(state, temb, rope, w, i, numbers, text.size(1))
    return self.output(state[-1], temb, w, h, v)

# [context, image] after a block with a stream each; m and c: shift, scale, gate for attention and then for the MLP, of
# the image and of the context; mask is added to the scores of text and image.
def double_block(x: Tensor, context: Tensor, m: List[Tensor], c: List[Tensor], rope: Tensor, mask: Optional[Tensor],
    w: Dict[str, Tensor], p: str, heads: int) -> List[Tensor]:
  context0 = context.expand([x.size(0), -1, -1])
  y = __torch__.blocks.modulate(x, m[0], m[1])
  z = __torch__.blocks.modulate(context0, c[0], c[1])
  t = context.size(1)
  i = __torch__.blocks.linears(y, w, [p + "attn.to_q", p + "attn.to_k", p + "attn.to_v"])
  j = __torch__.blocks.linears(z, w, [p + "attn.add_q_proj", p + "attn.add_k_proj", p + "attn.add_v_proj"])
  q = torch.cat([__torch__.blocks.normed_heads(j[0], w, p + "attn.norm_added_q.weight", heads),
    __torch__.blocks.normed_heads(i[0], w, p + "attn.norm_q.weight", heads)], 1)
  k = torch.cat([__torch__.blocks.normed_heads(j[1], w, p + "attn.norm_added_k.weight", heads),
    __torch__.blocks.normed_heads(i[1], w, p + "attn.norm_k.weight", heads)], 1)
  v = torch.cat([j[2], i[2]], 1)
  a = __torch__.blocks.attention(__torch__.rotate(q, rope, v.dtype), __torch__.rotate(k, rope, v.dtype), v, heads, mask)
  x1 = torch.addcmul(x, m[2], __torch__.blocks.linear(a.slice(1, t), w, p + "attn.to_out.0"))
  x2 = torch.addcmul(x1, m[5],
    __torch__.blocks.feed_forward(__torch__.blocks.modulate(x1, m[3], m[4]), w, p + "ff.net"))
  c1 = torch.addcmul(context0, c[2], __torch__.blocks.linear(a.slice(1, 0, t), w, p + "attn.to_add_out"))
  c2 = torch.addcmul(c1, c[5],
    __torch__.blocks.feed_forward(__torch__.blocks.modulate(c1, c[3], c[4]), w, p + "ff_context.net"))
  return [__torch__.blocks.clip_half(c2), x2]

# Text and image as one sequence; gives the tokens from start on. m: shift, scale, gate.
def single_block(x: Tensor, m: List[Tensor], rope: Tensor, mask: Optional[Tensor], w: Dict[str, Tensor], p: str,
    heads: int, start: int) -> Tensor:
  y = __torch__.blocks.modulate(x, m[0], m[1])
  z = y.slice(1, start)
  both = [p + "attn.to_k", p + "attn.to_v"]
  image = [p + "attn.to_q", p + "proj_mlp"]
  if start == 0:
    i = __torch__.blocks.linears(y, w, both + image)
  else:
    i = __torch__.blocks.linears(y, w, both) + __torch__.blocks.linears(z, w, image)
  q = __torch__.blocks.normed_heads(i[2], w, p + "attn.norm_q.weight", heads)
  k = __torch__.blocks.normed_heads(i[0], w, p + "attn.norm_k.weight", heads)
  v = i[1]
  a = __torch__.blocks.attention(__torch__.rotate(q, rope.slice(0, start), v.dtype), __torch__.rotate(k, rope, v.dtype),
    v, heads, mask)
  o = __torch__.blocks.linear(__torch__.blocks.beside_gelu(a, i[3]), w, p + "proj_out")
  return __torch__.blocks.clip_half(torch.addcmul(x.slice(1, start), m[2], o))

# Image tokens of 2x2 patches to latents [B, c, h, w], float32.
def final_layer(x: Tensor, shift: Tensor, scale: Tensor, w: Dict[str, Tensor], h: int, v: int) -> Tensor:
  y = __torch__.blocks.linear(__torch__.blocks.modulate(x, shift, scale), w, "proj_out").to(6)
  b, c = y.size(0), y.size(2) // 4
  return y.view([b, h // 2, v // 2, c, 2, 2]).permute([0, 3, 1, 4, 2, 5]).reshape([b, c, h, v])

def angles(position: Tensor, axis: int) -> Tensor:
  frequency = torch.pow(10000., torch.arange(0, axis, 2, dtype=7) / axis).reciprocal()
  return torch.outer(position, frequency)

# Turns interleaved pairs by the angles of rope.
def rotate(x: Tensor, rope: Tensor, dtype: int) -> Tensor:
  z = torch.view_as_complex(x.view([x.size(0), x.size(1), x.size(2), -1, 2]))
  y = torch.view_as_real(z * torch.view_as_complex(rope).unsqueeze(1))
  return torch.flatten(y, 3).to(dtype)
