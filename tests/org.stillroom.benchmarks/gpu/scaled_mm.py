# SPDX-License-Identifier: EPL-2.0
# A candidate in place of stored.py, as functions of a library: float8 that is multiplied as float8, a scale for each
# matrix and one for all of what it is multiplied with. A matrix is "x.weight.SCALED8", its scale "x.weight.SCALED8.1".
def linear(x: Tensor, w: Dict[str, Tensor], name: str, bias: Optional[Tensor]) -> Tensor:
  if name + ".SCALED8" in w:
    numbers = w[name + ".SCALED8"]
    flat = x.reshape([-1, x.size(-1)])
    factor = torch.reciprocal(torch.clamp_min(torch.amax(torch.abs(flat), [0, 1]), 1e-12)) * 448.
    rounded = torch.clamp(flat * factor, -448., 448.).to(24)
    scale = torch.reciprocal(factor.to(6))
    z = torch._scaled_mm(rounded, numbers.t(), scale, w[name + ".SCALED8.1"], bias, None, 15, True)
    y = z.view(torch.slice(x.size(), 0, -1) + [numbers.size(0)])
  else:
    y = torch.linear(x, w[name], bias)
  return y
def rows(ids: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  return torch.embedding(w[name], ids)
