# SPDX-License-Identifier: EPL-2.0
# Floating-point numbers of narrower types than they are computed with. All of them have their place in the wider one.
def kinds() -> List[str]:
  return ["F16", "BF16", "F8_E4M3", "F8_E5M2"]
# Whether torch converts a type as fast as can be. On CPUs, it takes numbers of float8_e4m3fn one by one.
def converts(kind: str, cuda: bool) -> bool:
  return kind in ["F16", "BF16", "F8_E5M2"] or kind == "F8_E4M3" and cuda
# x of any of these types, or integers, as float32.
def unpack(out: Tensor, x: Tensor) -> None:
  _ = torch.mul_(out, __torch__.copied(out, x))
# Writes x, and says what it is to be multiplied with. On a CPU, sign, exponent and mantissa of float8_e4m3fn are moved to
# where float16 has them, whose exponents start lower by 8; its subnormals are this type's, too. 0x7f, which is not a
# number, stays none.
def copied(out: Tensor, x: Tensor) -> float:
  factor = 1.
  if x.dtype == 24 and not x.is_cuda:
    bits = torch.bitwise_left_shift(torch.view_copy(x, 1).to(2), 7).bitwise_and_(-16512)
    _ = torch.copy_(out, torch.view_copy(bits.bitwise_or_((bits + 128).bitwise_and_(16384)), 5))
    factor = 256.
  else:
    _ = torch.copy_(out, x)
  return factor
# Bytes that are meant as float8_e4m3fn -> float32
def e4m3(x: Tensor) -> Tensor:
  y = torch.empty(x.size(), dtype=6, device=x.device)
  __torch__.unpack(y, torch.view_copy(x, 24))
  return y
