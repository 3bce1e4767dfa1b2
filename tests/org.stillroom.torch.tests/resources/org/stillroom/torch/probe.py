# SPDX-License-Identifier: EPL-2.0
# Methods that the tests call: one of each kind of argument and result, and a block as in a T5 encoder.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def scale(self: __torch__.Model, x: Tensor, by: float) -> Tensor:
    return x * by
  def power(self: __torch__.Model, x: Tensor, n: int, negative: bool) -> Tensor:
    y = torch.pow(x, n)
    if negative:
      z = torch.neg(y)
    else:
      z = y
    return z
  def pick(self: __torch__.Model, w: Dict[str, Tensor], name: str) -> Tensor:
    return w[name]
  def last(self: __torch__.Model, w: Dict[str, Tensor], name: str) -> Tensor:
    flat = torch.view(w[name], [-1])
    return torch.slice(flat, 0, torch.numel(flat) - 2)
  def ones(self: __torch__.Model, shape: List[int]) -> Tensor:
    return torch.ones(shape, dtype=6, layout=None, device=torch.device("cpu"))
  def weighted(self: __torch__.Model, xs: List[Tensor], factors: List[float]) -> Tensor:
    y = torch.zeros_like(xs[0])
    for i in range(torch.len(xs)):
      y = y + xs[i] * factors[i]
    return y
  def count(self: __torch__.Model, xs: List[Tensor]) -> Tensor:
    return torch.tensor(torch.len(xs))
  def halves(self: __torch__.Model, x: Tensor) -> List[Tensor]:
    return torch.chunk(x, 2)
  def pair(self: __torch__.Model, x: Tensor) -> Tuple[Tensor, Tensor]:
    return (x + 1, x + 2)
  def number(self: __torch__.Model, x: Tensor) -> int:
    return torch.size(x, 0)
  def complex(self: __torch__.Model, x: Tensor) -> Tensor:
    return torch.complex(x, x)
  def block(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], i: int, heads: int) -> Tensor:
    return __torch__.t5_block(x, w, torch.format("block.{}.", i), heads)
def rms_norm(x: Tensor, weight: Tensor) -> Tensor:
  y = x * torch.rsqrt(x.to(6).pow(2).mean([-1], True) + 1e-6)
  return y * weight
def t5_block(x: Tensor, w: Dict[str, Tensor], p: str, heads: int) -> Tensor:
  b = torch.size(x, 0)
  n = torch.size(x, 1)
  h = __torch__.rms_norm(x, w[p + "norm.weight"])
  q = torch.transpose(torch.view(torch.linear(h, w[p + "q.weight"]), [b, n, heads, -1]), 1, 2)
  k = torch.transpose(torch.view(torch.linear(h, w[p + "k.weight"]), [b, n, heads, -1]), 1, 2)
  v = torch.transpose(torch.view(torch.linear(h, w[p + "v.weight"]), [b, n, heads, -1]), 1, 2)
  a = torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=1.)
  x0 = x + torch.linear(torch.reshape(torch.transpose(a, 1, 2), [b, n, -1]), w[p + "o.weight"])
  h0 = __torch__.rms_norm(x0, w[p + "ff.weight"])
  g = torch.gelu(torch.linear(h0, w[p + "wi_0.weight"]), approximate="tanh")
  return x0 + torch.linear(g * torch.linear(h0, w[p + "wi_1.weight"]), w[p + "wo.weight"])
