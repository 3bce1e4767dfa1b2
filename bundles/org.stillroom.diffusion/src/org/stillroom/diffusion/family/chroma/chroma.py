# SPDX-License-Identifier: EPL-2.0
# ChromaTransformer2DModel of diffusers as TorchScript. Weights have diffusers' names. Libraries: blocks, flux.
# B batch, N image tokens, T text tokens, S = T + N, d width, M rows of modulation: 3 for each single block, then 6 for
# the image in each double block, then 6 for the text, and 2 for the last layer.
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

  # What the mask of the text [B, T] adds to the scores of attention: [B, 1, S, S]; all image tokens count.
  def bias(self: __torch__.Model, mask: Tensor, image: int, like: Tensor) -> Tensor:
    m = torch.constant_pad_nd(mask.to(like.device, like.dtype), [0, image], 1.)
    return m.unsqueeze(1).unsqueeze(3) * m.unsqueeze(1).unsqueeze(2)

  # Features of the numbers of rows, float32: [1, M, size]. The argument of cos and sin is rounded to float32, as in
  # training: it reaches 343,000, and in float64 they would be others by 0.009.
  def rows(self: __torch__.Model, count: int, size: int, like: Tensor) -> Tensor:
    return __torch__.blocks.sinusoid(torch.arange(count, dtype=6, device=like.device) * 1000, size).unsqueeze(0)

  # The table [1, M, d] for a timestep, which runs from 0 to 1000.
  def modulation(self: __torch__.Model, timestep: Tensor, rows: Tensor, w: Dict[str, Tensor], layers: int) -> Tensor:
    p = w["distilled_guidance_layer.in_proj.bias"]
    t = timestep.to(p.device, p.dtype) / 1000 * 1000
    size = rows.size(2) // 2
    time = torch.cat([__torch__.blocks.sinusoid(t, size), __torch__.blocks.sinusoid(torch.zeros_like(t), size)], 1)
    x = torch.cat([time.unsqueeze(1).expand([-1, rows.size(1), -1]), rows], 2).to(p.dtype)
    x = __torch__.blocks.linear(x, w, "distilled_guidance_layer.in_proj")
    for i in range(layers):
      y = torch.rms_norm(x, [x.size(2)], w[torch.format("distilled_guidance_layer.norms.{}.weight", i)], None)
      x = x + __torch__.blocks.mlp(y, w, torch.format("distilled_guidance_layer.layers.{}", i))
    return __torch__.blocks.linear(x, w, "distilled_guidance_layer.out_proj")

  def embed(self: __torch__.Model, latents: Tensor, w: Dict[str, Tensor]) -> Tensor:
    return __torch__.flux.embed(latents, w)

  def rope(self: __torch__.Model, text: int, rows: int, columns: int, axes: List[int], like: Tensor) -> Tensor:
    return __torch__.flux.rope(text, rows, columns, axes, like)

  # Block i of all, as in flux.py.
  def block(self: __torch__.Model, state: List[Tensor], table: Tensor, rope: Tensor, bias: Tensor,
      w: Dict[str, Tensor], i: int, numbers: List[int], text: int) -> List[Tensor]:
    j = i - numbers[0]
    if j < 0:
      p = torch.format("transformer_blocks.{}.", i)
      image = 3 * numbers[1] + 6 * i
      m = __torch__.part(table, image, 6)
      c = __torch__.part(table, image + 6 * numbers[0], 6)
      after = __torch__.flux.double_block(state[1], state[0], m, c, rope, bias, w, p, numbers[2])
    else:
      p = torch.format("single_transformer_blocks.{}.", j)
      both = torch.cat(state, 1) if len(state) == 2 else state[0]
      start = text if j == numbers[1] - 1 else 0
      m = __torch__.part(table, 3 * j, 3)
      after = [__torch__.flux.single_block(both, m, rope, bias.slice(2, start), w, p, numbers[2], start)]
    return after

  # Image tokens to the predicted velocity [B, c, h, w], float32.
  def output(self: __torch__.Model, x: Tensor, table: Tensor, w: Dict[str, Tensor], h: int, v: int) -> Tensor:
    m = __torch__.part(table, table.size(1) - 2, 2)
    return __torch__.flux.final_layer(x, m[0], m[1], w, h, v)

# Rows of the table, each [1, 1, d].
def part(table: Tensor, first: int, count: int) -> List[Tensor]:
  return torch.split(table.slice(1, first, first + count), 1, 1)
