# SPDX-License-Identifier: EPL-2.0
# Matrices that are computed with as int8: W[out, in] = columns[1, in] * scale[out, 1] * numbers[out, in]. Columns are
# brought to one size first: a channel whose activations are large (outliers, https://arxiv.org/abs/2208.07339) has small
# weights, of which one scale a row would leave nothing.
# The second kind is for processors without instructions for products of such numbers: its rows are unpacked.
def kinds() -> List[str]:
  return ["EVEN8", "EVEN8_UNPACKED"]
def multiplied(kind: str) -> bool:
  return kind == "EVEN8"
# Writes float32 [rows, in].
def unpack(out: Tensor, parts: List[Tensor]) -> None:
  _ = torch.copy_(out, parts[0]).mul_(parts[1]).mul_(parts[2])
# float32 [out, in] -> numbers, scale, columns
def even(w: Tensor) -> List[Tensor]:
  columns = torch.clamp_min(torch.amax(torch.abs(w), [0], True), 1e-30)
  y = w / columns
  scale = torch.clamp_min(torch.amax(torch.abs(y), [1], True), 1e-30) * 0.007874015748031496
  return [torch.round(y.div_(scale)).to(1), scale, columns]
# x [.., in] times the matrix, and the bias if there is one.
def linear(x: Tensor, parts: List[Tensor], bias: Optional[Tensor]) -> Tensor:
  flat = x.reshape([-1, x.size(-1)]).to(6) * parts[2]
  if flat.size(0) > 16:
    y = __torch__.many(flat, parts[0], parts[1])
  else:
    y = __torch__.few(flat, parts[0], parts[1])
  if torch.__isnot__(bias, None):
    _ = torch.add_(y, unchecked_cast(Tensor, bias))
  return y.to(x.dtype).view(torch.slice(x.size(), 0, -1) + [parts[0].size(0)])
# Each row is rounded by its largest number. The few channels that are far larger than the others would leave too little
# to those, and are computed with as floats. x is changed.
def many(x: Tensor, numbers: Tensor, scale: Tensor) -> Tensor:
  sizes = torch.abs(x)
  apart = __torch__.outliers(x, sizes)
  channels = torch.index_select(x, 1, apart)
  _ = torch.index_fill_(x, 1, apart, 0.)
  _ = torch.index_fill_(sizes, 1, apart, 0.)
  row = __torch__.unit(sizes)
  y = torch._int_mm(x.mul_(torch.reciprocal(row)).round_().to(1), numbers.t()) * row
  if apart.size(0) > 0:
    _ = torch.addmm(y, channels, torch.index_select(numbers, 1, apart).to(6).t(), out=y)
  return y.mul_(scale.t())
# Which channels: at most one of 64, those beyond six times the root mean square of all.
def outliers(x: Tensor, sizes: Tensor) -> Tensor:
  values, channels = torch.topk(torch.amax(sizes, [0]), 1 + x.size(1) // 64)
  squares = torch.linalg_vector_norm(x, 2).pow(2) * 36.
  return torch.masked_select(channels, torch.gt(values.pow(2) * x.numel(), squares))
# What stands for 1 in each row.
def unit(sizes: Tensor) -> Tensor:
  return torch.clamp_min(torch.amax(sizes, [1], True), 1e-30) * 0.007874015748031496
# Few rows cost little, and are often what scales all others, such as a timestep's: twice as many numbers for each.
# CUDA multiplies no less than 17 rows.
def few(x: Tensor, numbers: Tensor, scale: Tensor) -> Tensor:
  row = __torch__.unit(torch.abs(x))
  high = torch.round(x / row)
  low = torch.round((x / row - high) * 254.)
  both = torch.constant_pad_nd(torch.cat([high, low], 0).to(1), [0, 0, 0, 32 - 2 * x.size(0)])
  y = torch._int_mm(both, numbers.t())
  n = x.size(0)
  return (torch.slice(y, 0, 0, n) + torch.slice(y, 0, n, 2 * n) * 0.003937007874015748).mul_(row).mul_(scale.t())
