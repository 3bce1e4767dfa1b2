# SPDX-License-Identifier: EPL-2.0
# Ways in which ComfyUI's files store matrices, with the operations and the order of comfy-kitchen, and what is needed to
# load them. Each row of the first part is one of the matrix. Library: floats.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # Each row so many times, one after the other.
  def repeated(self: __torch__.Model, x: Tensor, times: int) -> Tensor:
    return torch.repeat_interleave(x, times, 0)
  # Scales out of NVIDIA's tiles of 128 rows and 4 columns, in which rows 32 apart lie together: [rows, columns], where
  # rows are as many as the tiles have.
  def untiled(self: __torch__.Model, x: Tensor, columns: int) -> Tensor:
    across = (columns + 3) // 4
    y = x.view([-1, across, 32, 4, 4]).permute([0, 3, 2, 1, 4]).reshape([-1, across * 4])
    return torch.slice(y, 1, 0, columns).contiguous()
def kinds() -> List[str]:
  return ["scaled", "rotated", "nvfp4", "mxfp8", "int4"]
def width(parts: List[Tensor], kind: str) -> int:
  if kind == "int4":
    width = parts[0].size(1) * 2
  elif kind == "nvfp4" or kind == "mxfp8":
    width = parts[2].size(2)
  else:
    width = parts[0].size(1)
  return width
# Writes float32 [rows, width].
def unpack(out: Tensor, parts: List[Tensor], kind: str) -> None:
  if kind == "nvfp4" or kind == "mxfp8":
    __torch__.filled_up(out, parts, kind)
  else:
    if kind == "int4":
      _ = torch.copy_(out, __torch__.nibbles(parts[0]))
      factor = 1.
    else:
      factor = __torch__.floats.copied(out, parts[0])
    __torch__.scale(out, parts[1] * factor)
    if kind != "scaled":
      _ = torch.copy_(out, __torch__.rotated(out, parts[2].size(2)))
# Of rows that were filled up to whole blocks.
def filled_up(out: Tensor, parts: List[Tensor], kind: str) -> None:
  if kind == "nvfp4":
    y = __torch__.e2m1(parts[0])
    scale = __torch__.floats.e4m3(parts[1]) * parts[3] * 16384.
  else:
    y = torch.empty(parts[0].size(), dtype=6, device=out.device)
    scale = __torch__.e8m0(parts[1]) * __torch__.floats.copied(y, parts[0])
  if y.size(1) == out.size(1):
    _ = torch.mul(y.view([y.size(0), scale.size(1), -1]), scale.unsqueeze(2), out=out.view([y.size(0), scale.size(1), -1]))
  else:
    __torch__.scale(y, scale)
    _ = torch.copy_(out, torch.slice(y, 1, 0, out.size(1)))
# x by scales of [rows, blocks] or [1, 1].
def scale(x: Tensor, scale: Tensor) -> None:
  if scale.size(1) == 1:
    _ = torch.mul_(x, scale)
  else:
    _ = torch.mul_(x.view([x.size(0), scale.size(1), -1]), scale.unsqueeze(2))
# Two numbers of four bits in a byte, the high half first: a sign, two bits of exponent and one of mantissa. These are
# moved to where float16 has them, of which two are made at once; its exponents start lower by 14: they are 16384 times
# smaller.
def e2m1(bytes: Tensor) -> Tensor:
  x = bytes.to(3)
  magnitude = torch.bitwise_and(x * 33554464, 234884608)
  sign = torch.bitwise_and(x * 268435712, -2147450880)
  return torch.view_copy(torch.bitwise_or(magnitude, sign), 5).to(6)
# Exponents in a byte each: 0 is 2^-127.
def e8m0(bytes: Tensor) -> Tensor:
  bits = torch.bitwise_left_shift(bytes.to(3), 23)
  return torch.view_copy(torch.where(bits == 0, torch.full_like(bits, 4194304), bits), 6)
# Two signed numbers of four bits in a byte, the low half first.
def nibbles(bytes: Tensor) -> Tensor:
  x = torch.view_copy(bytes, 1)
  low = torch.bitwise_right_shift(torch.bitwise_left_shift(x, 4), 4)
  return torch.flatten(torch.stack([low, torch.bitwise_right_shift(x, 4)], 2), 1)
# Rows times a Hadamard matrix, so many numbers at a time. It is its own inverse, and the Kronecker product of two small
# ones, with which much less is to be multiplied.
def rotated(x: Tensor, group: int) -> Tensor:
  left = __torch__.hadamard(group, True, x.device)
  right = __torch__.hadamard(group, False, x.device)
  y = torch.matmul(x.view([-1, right.size(0)]), right).view([-1, left.size(0), right.size(0)])
  return torch.matmul(left, y).view(x.size())
# Of the two factors for a group, the one whose size is the square root or, where that is no power of 4, a half of it;
# or the other one.
def hadamard(group: int, first: bool, device: Device) -> Tensor:
  levels = 0
  size = 1
  for i in range(8):
    if size < group:
      size = size * 4
      levels = levels + 1
  count = levels // 2 if first else levels - levels // 2
  one = torch.tensor([[1., 1., 1., -1.], [1., 1., -1., 1.], [1., -1., 1., 1.], [-1., 1., 1., 1.]], dtype=6,
    device=device) * 0.5
  y = torch.ones([1, 1], dtype=6, device=device)
  for i in range(count):
    y = torch.kron(y, one)
  return y
