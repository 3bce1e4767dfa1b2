# SPDX-License-Identifier: EPL-2.0
# Numbers that GGUF packs in blocks, each with scales of its own, as they come out of there: in float32, with the
# operations and the order of ggml's reference. A packed tensor "x.weight" of type Q4_K is "x.weight.Q4_K" in a
# dictionary, uint8 [rows, bytes]. (Format: https://github.com/ggml-org/ggml, ggml-common.h and ggml-quants.c)
def kinds() -> List[str]:
  return ["Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL", "IQ4_XS",
    "TQ1_0", "TQ2_0", "MXFP4", "NVFP4"]
# Numbers in a row of so many bytes.
def width(bytes: int, kind: str) -> int:
  return bytes // __torch__.block_bytes(kind) * __torch__.block_numbers(kind)
# Writes float32 [rows, numbers] of packed [rows, bytes].
def unpack(out: Tensor, packed: Tensor, kind: str) -> None:
  blocks = packed.reshape([-1, __torch__.block_bytes(kind)])
  __torch__.unpack_blocks(out.view([blocks.size(0), -1]), blocks, kind)
def block_bytes(kind: str) -> int:
  sizes = {"Q4_0": 18, "Q4_1": 20, "Q5_0": 22, "Q5_1": 24, "Q8_0": 34, "Q2_K": 84, "Q3_K": 110,
    "Q4_K": 144, "Q5_K": 176, "Q6_K": 210, "IQ4_NL": 18, "IQ4_XS": 136,
    "TQ1_0": 54, "TQ2_0": 66, "MXFP4": 17, "NVFP4": 36}
  return sizes[kind]
def block_numbers(kind: str) -> int:
  numbers = 32
  for each in ["Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_XS", "TQ1_0", "TQ2_0"]:
    if each == kind:
      numbers = 256
  if kind == "NVFP4":
    numbers = 64
  return numbers
# Writes o [blocks, numbers] float32 of b [blocks, bytes] uint8. Integers are put together as such, of which a processor
# takes many at a time, and become numbers where they are to be.
def unpack_blocks(o: Tensor, b: Tensor, kind: str) -> None:
  if kind == "Q4_0":
    _ = torch.copy_(o, __torch__.lowered(__torch__.nibbles(b, 2), 8)).mul_(__torch__.half(b, 0))
  elif kind == "Q4_1":
    _ = torch.copy_(o, __torch__.nibbles(b, 4)).mul_(__torch__.half(b, 0)).add_(__torch__.half(b, 2))
  elif kind == "Q5_0":
    q = torch.bitwise_or(__torch__.nibbles(b, 6), __torch__.fifth_bits(b, 2))
    _ = torch.copy_(o, __torch__.lowered(q, 16)).mul_(__torch__.half(b, 0))
  elif kind == "Q5_1":
    q = torch.bitwise_or(__torch__.nibbles(b, 8), __torch__.fifth_bits(b, 4))
    _ = torch.copy_(o, q).mul_(__torch__.half(b, 0)).add_(__torch__.half(b, 2))
  elif kind == "Q8_0":
    _ = torch.copy_(o, torch.view_copy(torch.slice(b, 1, 2, 34), 1)).mul_(__torch__.half(b, 0))
  elif kind == "Q2_K":
    __torch__.q2_k(o, b)
  elif kind == "Q3_K":
    __torch__.q3_k(o, b)
  elif kind == "Q4_K":
    __torch__.q4_k(o, b, torch.flatten(__torch__.fields(b, 16, 144, 4, 32, [0, 4], 15), 1))
  elif kind == "Q5_K":
    low = torch.flatten(__torch__.fields(b, 48, 176, 4, 32, [0, 4], 15), 1)
    high = torch.flatten(__torch__.fields(b, 16, 48, 1, 32, [0, 1, 2, 3, 4, 5, 6, 7], 1), 1)
    __torch__.q4_k(o, b, torch.bitwise_or(low, torch.bitwise_left_shift(high, 4)))
  elif kind == "Q6_K":
    __torch__.q6_k(o, b)
  elif kind == "IQ4_NL":
    q = __torch__.looked_up(torch.slice(b, 1, 2, 18), __torch__.curved())
    _ = torch.mul(q, __torch__.half(b, 0).unsqueeze(2), out=o.view([-1, 2, 16]))
  elif kind == "IQ4_XS":
    __torch__.iq4_xs(o, b)
  elif kind == "TQ1_0":
    __torch__.tq1_0(o, b)
  elif kind == "TQ2_0":
    q = torch.flatten(__torch__.fields(b, 0, 64, 2, 32, [0, 2, 4, 6], 3), 1)
    _ = torch.copy_(o, __torch__.lowered(q, 1)).mul_(__torch__.half(b, 64))
  elif kind == "MXFP4":
    q = __torch__.looked_up(torch.slice(b, 1, 1, 17), __torch__.doubled_e2m1())
    _ = torch.mul(q, __torch__.half_e8m0(torch.slice(b, 1, 0, 1)).unsqueeze(2), out=o.view([-1, 2, 16]))
  else:
    q = __torch__.looked_up(torch.slice(b, 1, 4, 36).reshape([-1, 4, 8]), __torch__.doubled_e2m1())
    _ = torch.mul(q, __torch__.half_e4m3(torch.slice(b, 1, 0, 4)).view([-1, 4, 1, 1]), out=o.view([-1, 4, 2, 8]))
# Integers of a byte without a sign, less than 128, and so much lower.
def lowered(q: Tensor, by: int) -> Tensor:
  return torch.sub_(torch.view_copy(q, 1), by)
# The float16 at a byte of each block, as float32: [blocks, 1]
def half(b: Tensor, at: int) -> Tensor:
  return torch.view_copy(torch.contiguous(torch.slice(b, 1, at, at + 2)), 5).to(6)
def signed(b: Tensor, start: int, end: int) -> Tensor:
  return torch.view_copy(torch.contiguous(torch.slice(b, 1, start, end)), 1)
# Some bits of some bytes: the bytes go in groups, and of each group come first the fields at the first shift, then
# those at the next. -> [blocks, groups, shifts, bytes of a group] uint8
def fields(b: Tensor, start: int, end: int, groups: int, each: int, shifts: List[int], mask: int) -> Tensor:
  bytes = torch.slice(b, 1, start, end).reshape([-1, groups, each])
  return torch.stack(__torch__.shifted(bytes, shifts, mask), 2)
# One after another, as each is an operation on bytes that lie together, which a processor does many at a time.
def shifted(bytes: Tensor, shifts: List[int], mask: int) -> List[Tensor]:
  parts = annotate(List[Tensor], [])
  for shift in shifts:
    moved = bytes
    if shift > 0:
      moved = torch.bitwise_right_shift(bytes, shift)
    if (mask << shift) < 128:
      moved = torch.bitwise_and(moved, mask)
    _ = torch.append(parts, moved)
  return parts
# 16 bytes: the low halves, then the high ones. -> [blocks, 32] uint8
def nibbles(b: Tensor, at: int) -> Tensor:
  return torch.flatten(__torch__.fields(b, at, at + 16, 1, 16, [0, 4], 15), 1)
# A bit for each number, worth 16. -> [blocks, 32] uint8
def fifth_bits(b: Tensor, at: int) -> Tensor:
  bits = torch.stack(__torch__.shifted(torch.slice(b, 1, at, at + 4).contiguous(), [0, 1, 2, 3, 4, 5, 6, 7], 1), 2)
  return torch.bitwise_left_shift(torch.flatten(bits, 1), 4)
def q2_k(o: Tensor, b: Tensor) -> None:
  _ = torch.copy_(o, torch.flatten(__torch__.fields(b, 16, 80, 2, 32, [0, 2, 4, 6], 3), 1))
  scales = torch.slice(b, 1, 0, 16)
  scale = torch.bitwise_and(scales, 15).to(6) * __torch__.half(b, 80)
  least = torch.bitwise_right_shift(scales, 4).to(6) * __torch__.half(b, 82)
  _ = o.view([-1, 16, 16]).mul_(scale.unsqueeze(2)).sub_(least.unsqueeze(2))
def q3_k(o: Tensor, b: Tensor) -> None:
  low = torch.flatten(__torch__.fields(b, 32, 96, 2, 32, [0, 2, 4, 6], 3), 1)
  high = torch.flatten(__torch__.fields(b, 0, 32, 1, 32, [0, 1, 2, 3, 4, 5, 6, 7], 1), 1)
  _ = torch.copy_(o, __torch__.lowered(torch.bitwise_or(low, torch.bitwise_left_shift(high, 2)), 4))
  scale_low = torch.flatten(__torch__.fields(b, 96, 104, 1, 8, [0, 4], 15), 1)
  scale_high = torch.flatten(__torch__.fields(b, 104, 108, 1, 4, [0, 2, 4, 6], 3), 1)
  scale = torch.bitwise_or(scale_low, torch.bitwise_left_shift(scale_high, 4)).to(6) - 32
  _ = o.view([-1, 16, 16]).mul_((scale * __torch__.half(b, 108)).unsqueeze(2))
# Of Q5_K, too; q [blocks, 256] uint8
def q4_k(o: Tensor, b: Tensor, q: Tensor) -> None:
  s0 = torch.slice(b, 1, 4, 8)
  s1 = torch.slice(b, 1, 8, 12)
  s2 = torch.slice(b, 1, 12, 16)
  scale = torch.cat([torch.bitwise_and(s0, 63), __torch__.six_bits(torch.bitwise_and(s2, 15), s0)], 1).to(6)
  least = torch.cat([torch.bitwise_and(s1, 63), __torch__.six_bits(torch.bitwise_right_shift(s2, 4), s1)], 1).to(6)
  y = torch.copy_(o, q).view([-1, 8, 32]).mul_((scale * __torch__.half(b, 0)).unsqueeze(2))
  _ = y.sub_((least * __torch__.half(b, 2)).unsqueeze(2))
# Four bits, and above them the two highest ones of other bytes.
def six_bits(low: Tensor, high: Tensor) -> Tensor:
  return torch.bitwise_or(low, torch.bitwise_left_shift(torch.bitwise_right_shift(high, 6), 4))
def q6_k(o: Tensor, b: Tensor) -> None:
  low = __torch__.fields(b, 0, 128, 2, 64, [0, 4], 15).reshape([-1, 256])
  high = __torch__.fields(b, 128, 192, 2, 32, [0, 2, 4, 6], 3).reshape([-1, 256])
  _ = torch.copy_(o, __torch__.lowered(torch.bitwise_or(low, torch.bitwise_left_shift(high, 4)), 32))
  _ = o.view([-1, 16, 16]).mul_((__torch__.signed(b, 192, 208).to(6) * __torch__.half(b, 208)).unsqueeze(2))
def iq4_xs(o: Tensor, b: Tensor) -> None:
  low = torch.flatten(__torch__.fields(b, 4, 8, 4, 1, [0, 4], 15), 1)
  high = torch.flatten(__torch__.fields(b, 2, 4, 2, 1, [0, 2, 4, 6], 3), 1)
  scale = torch.bitwise_or(low, torch.bitwise_left_shift(high, 4)).to(6) - 32
  q = __torch__.looked_up(torch.slice(b, 1, 8, 136).reshape([-1, 8, 16]), __torch__.curved())
  _ = torch.mul(q, (scale * __torch__.half(b, 0)).view([-1, 8, 1, 1]), out=o.view([-1, 8, 2, 16]))
# Five numbers of three values in a byte, as the digits of a fraction; the last four bytes have four.
def tq1_0(o: Tensor, b: Tensor) -> None:
  digits = annotate(List[Tensor], [])
  for ends in [[0, 32], [32, 48], [48, 52]]:
    for power in [1, 3, 9, 27, 81]:
      if ends[0] < 48 or power < 81:
        _ = torch.append(digits, torch.slice(b, 1, ends[0], ends[1]) * power)
  q = torch.bitwise_right_shift(torch.cat(digits, 1).to(2) * 3, 8) - 1
  _ = torch.copy_(o, q).mul_(__torch__.half(b, 52))
# The numbers that the four bits of IQ4 stand for.
def curved() -> List[float]:
  return [-127., -104., -83., -65., -49., -35., -22., -10., 1., 13., 25., 38., 53., 69., 89., 113.]
# Those of MXFP4 and NVFP4, twice as large.
def doubled_e2m1() -> List[float]:
  return [0., 1., 2., 3., 4., 6., 8., 12., 0., -1., -2., -3., -4., -6., -8., -12.]
# Bytes [.., n] -> [.., 2, n], of the low halves and then of the high ones. Looked up for a whole byte at once, which is
# half as often.
def looked_up(bytes: Tensor, numbers: List[float]) -> Tensor:
  values = torch.tensor(numbers, dtype=6, device=bytes.device)
  pairs = torch.stack([values.repeat([16]), torch.repeat_interleave(values, 16)], 1)
  return torch.embedding(pairs, bytes.to(3)).transpose(-1, -2)
# A half of 2^(b - 127).
def half_e8m0(b: Tensor) -> Tensor:
  x = b.to(3)
  small = torch.bitwise_left_shift(torch.full_like(x, 2097152), torch.clamp(x, None, 1))
  return torch.view_copy(torch.where(x < 2, small, torch.bitwise_left_shift(x - 1, 23)), 6)
# A half of float8_e4m3fn without a sign; what is not a number there is 0.
def half_e4m3(b: Tensor) -> Tensor:
  bits = torch.bitwise_left_shift(torch.bitwise_and(b, 127).to(2), 7)
  y = torch.view_copy(bits, 5).to(6) * 128.
  return torch.where(b == 127, torch.zeros_like(y), y)
