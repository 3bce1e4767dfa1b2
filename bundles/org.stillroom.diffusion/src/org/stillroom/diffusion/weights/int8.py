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
# float32 [out, in] -> numbers, scale, columns; one for all columns where they are of one size already, which spares a
# pass over the activations. By some rows at a time, so that little is in between.
def even(w: Tensor) -> List[Tensor]:
  columns = torch.clamp_min(__torch__.largest(w, 0), 1e-30)
  alike = bool(torch.amin(columns) * 2 > torch.amax(columns))
  if alike:
    columns = torch.ones([1, 1], dtype=6, device=w.device)
  else:
    columns = columns
  numbers = torch.empty(w.size(), dtype=1, device=w.device)
  scale = torch.empty([w.size(0), 1], dtype=6, device=w.device)
  most = 262144
  if w.is_cuda:
    most = 33554432
  step = 1 + most // (w.size(1) + 1)
  for i in range((w.size(0) + step - 1) // step):
    y = torch.slice(w, 0, i * step, i * step + step)
    if not alike:
      y = y / columns
    else:
      y = y
    unit = torch.slice(scale, 0, i * step, i * step + step)
    _ = torch.copy_(unit, __torch__.unit(__torch__.largest(y, 1)))
    _ = torch.slice(numbers, 0, i * step, i * step + step).copy_(torch.round_(y / unit))
  return [numbers, scale, columns]
# x [.., in] times the matrix, and the bias if there is one.
def linear(x: Tensor, parts: List[Tensor], bias: Optional[Tensor]) -> Tensor:
  return __torch__.linears(x, [parts], [bias])[0]
# The same for several matrices; what is made of x alone is made once where their columns are of one size.
def linears(x: Tensor, matrices: List[List[Tensor]], biases: List[Optional[Tensor]]) -> List[Tensor]:
  flat = x.reshape([-1, x.size(-1)]).to(6)
  made = annotate(List[Tensor], [])
  all = annotate(List[Tensor], [])
  for i in range(len(matrices)):
    numbers, scale, columns = matrices[i]
    if flat.size(0) <= 16:
      y = __torch__.few(flat * columns, numbers)
    else:
      if i == 0 or columns.size(1) > 1 or matrices[i - 1][2].size(1) > 1:
        made = __torch__.rounded(flat, columns)
      y = __torch__.many(made, numbers)
    bias = biases[i]
    if torch.__isnot__(bias, None):
      _ = torch.addcmul(unchecked_cast(Tensor, bias).to(6), y, scale.t(), out=y)
    else:
      _ = torch.mul_(y, scale.t())
    _ = torch.append(all, y.to(x.dtype).view(torch.slice(x.size(), 0, -1) + [numbers.size(0)]))
  return all
# Each row is rounded by its largest number. The few channels that are far larger than the others would leave too little
# to those, and stay floats: numbers, what stands for 1 in each row, which channels, and these as floats.
def rounded(x: Tensor, columns: Tensor) -> List[Tensor]:
  apart = __torch__.outliers(x, columns)
  if apart.size(0) > 0:
    y = x * torch.index_fill(columns.expand([1, x.size(1)]), 1, apart, 0.)
  elif columns.size(1) > 1:
    y = x * columns
  else:
    y = x
  row = __torch__.unit(__torch__.largest(y, 1))
  channels = torch.index_select(x, 1, apart) * torch.index_select(columns.expand([1, x.size(1)]), 1, apart)
  return [torch.round_(y * torch.reciprocal(row)).to(1), row, apart, channels]
def many(made: List[Tensor], numbers: Tensor) -> Tensor:
  x, row, apart, channels = made
  y = torch._int_mm(x, numbers.t()).to(6).mul_(row)
  if apart.size(0) > 0:
    _ = torch.addmm(y, channels, torch.index_select(numbers, 1, apart).to(6).t(), out=y)
  return y
# Which channels: at most one of 64, whose largest number is more than twice that of most.
def outliers(x: Tensor, columns: Tensor) -> Tensor:
  sizes = (__torch__.largest(x, 0) * columns).view([-1])
  values, channels = torch.topk(sizes, 1 + x.size(1) // 64)
  return torch.masked_select(channels, torch.gt(values, torch.mean(sizes) * 2))
# The size of the largest number of each row (dim 1) or column (dim 0).
def largest(x: Tensor, dim: int) -> Tensor:
  return torch.maximum(torch.amax(x, [dim], True), torch.neg(torch.amin(x, [dim], True)))
# What stands for 1 in each row, by that.
def unit(largest: Tensor) -> Tensor:
  return torch.clamp_min(largest, 1e-30) * 0.007874015748031496
# Few rows cost little, and are often what scales all others, such as a timestep's: twice as many numbers for each.
# CUDA multiplies no less than 17 rows.
def few(x: Tensor, numbers: Tensor) -> Tensor:
  row = __torch__.unit(__torch__.largest(x, 1))
  high = torch.round(x / row)
  low = torch.round((x / row - high) * 254.)
  both = torch.constant_pad_nd(torch.cat([high, low], 0).to(1), [0, 0, 0, 32 - 2 * x.size(0)])
  y = torch._int_mm(both, numbers.t())
  n = x.size(0)
  return (torch.slice(y, 0, 0, n) + torch.slice(y, 0, n, 2 * n) * 0.003937007874015748).mul_(row)
