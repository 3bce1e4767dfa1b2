# SPDX-License-Identifier: EPL-2.0
# Layers of an AutoencoderKL on tiles: bands of rows of a picture, [1, channels, rows, width], that are computed through
# several layers at once, so that what is in between never exists as a whole. p is the prefix of a layer.
# A convolution takes a row from each side of a tile, except where that is the picture's own: first, last. What a group
# norm does is that of the whole picture, so tiles leave no seams.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # Rows top to bottom of the convolved doubled x.
  def up(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, top: int, bottom: int) -> Tensor:
    height = 2 * torch.size(x, 2)
    first = __torch__.within(top - 1, height) // 2
    end = (__torch__.within(bottom + 1, height) + 1) // 2
    h = torch.slice(x, 2, first, end)
    doubled = torch.upsample_nearest2d(h, [torch.size(h, 2) * 2, torch.size(h, 3) * 2])
    begin = __torch__.within(top - 1, height) - 2 * first
    seen = torch.slice(doubled, 2, begin, __torch__.within(bottom + 1, height) - 2 * first)
    return __torch__.conv(seen, w, p, top == 0, bottom == height)
  def rows(self: __torch__.Model, x: Tensor, top: int, bottom: int) -> Tensor:
    return torch.slice(x, 2, top, bottom)
  def copied(self: __torch__.Model, x: Tensor, top: int, bottom: int) -> Tensor:
    return torch.clone(torch.slice(x, 2, top, bottom))
  def under(self: __torch__.Model, above: Tensor, x: Tensor, top: int, bottom: int) -> Tensor:
    return torch.cat([above, torch.slice(x, 2, top, bottom)], 2)
  # The first convolution of a resnet.
  def half(self: __torch__.Model, x: Tensor, norm: Tensor, w: Dict[str, Tensor], p: str, first: bool,
      last: bool) -> Tensor:
    return __torch__.conv(torch.silu_(__torch__.normed(x, norm)), w, p, first, last)
  # A resnet, whose result has two rows less at each side that is not the picture's.
  def resnet(self: __torch__.Model, x: Tensor, norm1: Tensor, norm2: Tensor, w: Dict[str, Tensor], p: str, first: bool,
      last: bool) -> Tensor:
    h = self.half(x, norm1, w, p + "conv1.", first, last)
    y = __torch__.conv(torch.silu_(__torch__.normed(h, norm2)), w, p + "conv2.", first, last)
    top = 0 if first else 2
    own = torch.slice(x, 2, top, top + torch.size(y, 2))
    if p + "conv_shortcut.weight" in w:
      z = y.add_(torch.conv2d(own, w[p + "conv_shortcut.weight"], w[p + "conv_shortcut.bias"]))
    else:
      z = y.add_(own)
    return z
  def put(self: __torch__.Model, out: Tensor, band: Tensor, top: int) -> Tensor:
    _0 = torch.slice(out, 2, top, top + torch.size(band, 2)).copy_(band)
    return torch.slice(out, 2, 0, 0)
  def room(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, height: int, width: int) -> Tensor:
    return torch.new_empty(x, [torch.size(x, 0), torch.size(w[p + "weight"], 0), height, width])
  # Sums and sums of squares of each group, float64 [2, groups], with those of rows top to bottom added.
  def sums(self: __torch__.Model, before: Tensor, x: Tensor, top: int, bottom: int) -> Tensor:
    parts = torch.slice(x, 2, top, bottom).to(6).reshape([torch.size(before, 1), -1])
    squares = torch.sum(parts * parts, [1], False, dtype=7)
    return before + torch.stack([torch.sum(parts, [1], False, dtype=7), squares]).to(before.device)
  # What the group norm does to each channel, [2, 1, channels], factor and summand; count: numbers in a group.
  def norm(self: __torch__.Model, sums: Tensor, count: int, w: Dict[str, Tensor], p: str) -> Tensor:
    weight = w[p + "weight"].to(7)
    means = sums.to(weight.device) / count
    mean = means[0]
    scale = torch.rsqrt(means[1] - mean * mean + 1e-6)
    size = torch.size(weight, 0) // torch.size(mean, 0)
    factor = torch.repeat_interleave(scale, size) * weight
    summand = w[p + "bias"].to(7) - torch.repeat_interleave(mean, size) * factor
    return torch.stack([factor, summand]).unsqueeze(1).to(6)

def within(row: int, height: int) -> int:
  least = row if row > 0 else 0
  return least if least < height else height

def conv(x: Tensor, w: Dict[str, Tensor], p: str, first: bool, last: bool) -> Tensor:
  padded = torch.constant_pad_nd(x, [0, 0, 1 if first else 0, 1 if last else 0], 0.)
  return torch.conv2d(padded, w[p + "weight"], w[p + "bias"], [1, 1], [0, 1])

def normed(x: Tensor, norm: Tensor) -> Tensor:
  factor, summand = norm.unsqueeze(-1).unsqueeze(-1).unbind(0)
  return torch.addcmul(summand, x, factor).to(ops.prim.dtype(x))
