# SPDX-License-Identifier: EPL-2.0
# The encoder of T5 v1.1 (https://arxiv.org/abs/1910.10683, "T5 v1.1" checkpoints), of the first T5 and of umT5
# (https://arxiv.org/abs/2304.09151), and DistillT5's projection, as TorchScript. Weights go by the names of transformers' T5EncoderModel. Library: blocks.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # ids [rows, tokens] int64 -> [rows, tokens, d_model]
  def embed(self: __torch__.Model, ids: Tensor, w: Dict[str, Tensor]) -> Tensor:
    return __torch__.blocks.embedding(ids, w, "shared.weight")
  # -> [1, heads, tokens, tokens], added to the attention scores: of every layer that has no table of its own
  def position_bias(self: __torch__.Model, w: Dict[str, Tensor], i: int, tokens: int, max_distance: int) -> Tensor:
    table = w[torch.format("encoder.block.{}.layer.0.SelfAttention.relative_attention_bias.weight", i)]
    distance = torch.arange(1 - tokens, tokens, dtype=4, layout=None, device=torch.device("cpu"), pin_memory=None)
    bucket = __torch__.relative_position_bucket(distance, torch.size(table, 0), max_distance)
    bias = torch.contiguous(torch.t(torch.embedding(table, torch.to(bucket, table.device))))
    # from the last query to the first, whose distances to all keys begin one later each
    return torch.unsqueeze(torch.flip(torch.unfold(bias, 1, tokens, 1), [1]), 0)
  # position_bias without what stands behind the first tokens of each row, lengths [rows] int64: no attention is left
  # for it in any number format. -> [rows, heads, tokens, tokens]
  def without_padding(self: __torch__.Model, bias: Tensor, lengths: Tensor) -> Tensor:
    position = torch.arange(bias.size(3), dtype=4, layout=None, device=bias.device, pin_memory=None)
    padding = torch.ge(torch.unsqueeze(position, 0), torch.unsqueeze(lengths, 1)).to(bias.dtype)
    return bias + padding.unsqueeze(1).unsqueeze(1) * -30000.
  # x [rows, tokens, d_model] -> the same shape
  def layer(self: __torch__.Model, x: Tensor, bias: Tensor, w: Dict[str, Tensor], i: int, heads: int, eps: float,
      gated: bool) -> Tensor:
    p = torch.format("encoder.block.{}.layer.", i)
    h = __torch__.rms_norm(x, w[p + "0.layer_norm.weight"], eps)
    x1 = x + __torch__.attention(h, bias, w, p + "0.SelfAttention.", heads)
    h1 = __torch__.rms_norm(x1, w[p + "1.layer_norm.weight"], eps)
    return x1 + __torch__.feed_forward(h1, w, p + "1.DenseReluDense.", gated)
  def final_norm(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], eps: float) -> Tensor:
    return __torch__.rms_norm(x, w["encoder.final_layer_norm.weight"], eps)
  # DistillT5's final_projection: [rows, tokens, d_model] -> [rows, tokens, out_dim]
  def project(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
    h = torch.relu(__torch__.blocks.linear(x, w, "final_projection.0"))
    return __torch__.blocks.linear(h, w, "final_projection.3")
# No mean is subtracted, there is no bias, and the mean square is taken in float32 whatever x is.
def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
  y = torch.to(x, 6)
  n = torch.linalg_vector_norm(y, 2, [-1], True)
  y1 = y * torch.rsqrt(n * n / y.size(-1) + eps)
  return weight * torch.to(y1, ops.prim.dtype(weight))
# T5 does not scale by the square root of the head's width.
def attention(x: Tensor, bias: Tensor, w: Dict[str, Tensor], p: str, heads: int) -> Tensor:
  b = torch.size(x, 0)
  n = torch.size(x, 1)
  y = __torch__.blocks.linears(x, w, [p + "q", p + "k", p + "v"])
  q = torch.transpose(torch.view(y[0], [b, n, heads, -1]), 1, 2)
  k = torch.transpose(torch.view(y[1], [b, n, heads, -1]), 1, 2)
  v = torch.transpose(torch.view(y[2], [b, n, heads, -1]), 1, 2)
  a = __torch__.machine.attention(q, k, v, bias, 1.)
  return __torch__.blocks.linear(torch.reshape(torch.transpose(a, 1, 2), [b, n, -1]), w, p + "o")
# v1.1 has a gated GELU, the first T5 a plain ReLU.
def feed_forward(x: Tensor, w: Dict[str, Tensor], p: str, gated: bool) -> Tensor:
  if gated:
    y = __torch__.blocks.linears(x, w, [p + "wi_0", p + "wi_1"])
    h = __torch__.blocks.gelu_tanh(y[0]) * y[1]
  else:
    h = torch.relu(__torch__.blocks.linear(x, w, p + "wi"))
  return __torch__.blocks.linear(h, w, p + "wo")
# Half of the buckets are for keys behind the query, half of each of these for exact distances, the rest logarithmic.
def relative_position_bucket(distance: Tensor, buckets: int, max_distance: int) -> Tensor:
  half = torch.floordiv(buckets, 2)
  exact = torch.floordiv(half, 2)
  far = torch.clamp(torch.abs(distance), 1)
  scaled = torch.log(torch.to(far, 6) / exact) / torch.log(max_distance / exact) * (half - exact)
  large = torch.clamp(torch.to(scaled, 4) + exact, 0, half - 1)
  within = torch.where(torch.lt(torch.abs(distance), exact), torch.abs(distance), large)
  return within + torch.to(torch.gt(distance, 0), 4) * half
