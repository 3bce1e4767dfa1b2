# SPDX-License-Identifier: EPL-2.0
# Floating-point numbers of narrower types than they are computed with. All of them have their place in the wider one.
def kinds() -> List[str]:
  return ["F16", "BF16", "F8_E4M3", "F8_E5M2"]
# Whether torch converts a type as fast as can be. On CPUs, it takes numbers of float8_e4m3fn one by one.
def converts(kind: str, cuda: bool) -> bool:
  return kind in ["F16", "BF16", "F8_E5M2"] or kind == "F8_E4M3" and cuda
# x of any type -> float32, a copy
def unpacked(x: Tensor) -> Tensor:
  if x.dtype == 24:
    y = __torch__.e4m3(x)
  else:
    y = x.to(6, False, True)
  return y
# float8_e4m3fn, or bytes that are meant as it -> float32. On a CPU, sign, exponent and mantissa are moved to where float16
# has them, whose exponents start lower by 8; its subnormals are this type's, too. 0x7f, which is not a number, stays none.
def e4m3(x: Tensor) -> Tensor:
  if x.is_cuda:
    y = torch.view_copy(x, 24).to(6)
  else:
    bits = torch.bitwise_left_shift(torch.view_copy(x, 1).to(2), 7).bitwise_and_(-16512)
    y = torch.mul_(torch.view_copy(bits.bitwise_or_((bits + 128).bitwise_and_(16384)), 5).to(6), 256.)
  return y
