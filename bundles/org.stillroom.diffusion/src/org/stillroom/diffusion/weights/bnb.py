# SPDX-License-Identifier: EPL-2.0
# Matrices as bitsandbytes stores them.
def kinds() -> List[str]:
  return ["bnb4", "int8"]
def width(parts: List[Tensor], kind: str) -> int:
  width = parts[0].size(1)
  if kind == "bnb4":
    width = width * 2
  return width
# Writes float32 [rows, width].
def unpack(out: Tensor, parts: List[Tensor], kind: str) -> None:
  if kind == "int8":
    _ = torch.copy_(out, parts[0]).mul_(parts[1]).mul_(0.007874015718698502)
  else:
    __torch__.codes(out, parts)
# Codes [rows, bytes]; which number of all each row begins with; the numbers of the codes; scales of blocks of numbers,
# counted over all rows; and a tensor whose last sizes are those of blocks.
def codes(out: Tensor, parts: List[Tensor]) -> None:
  numbers = torch.flatten(parts[2])
  pairs = torch.stack([torch.repeat_interleave(numbers, 16), numbers.repeat([16])], 1)
  x = torch.embedding(pairs, torch.flatten(parts[0]).to(3)).view([parts[0].size(0), -1])
  block = parts[4].size(2)
  if x.size(1) % block == 0:
    of = torch.arange(x.size(1) // block, dtype=4, device=x.device) + parts[1] // block
    _ = torch.mul(x.view([x.size(0), -1, block]), __torch__.scales(parts, of).unsqueeze(2),
      out=out.view([x.size(0), -1, block]))
  else:
    of = (torch.arange(x.size(1), dtype=4, device=x.device) + parts[1]) // block
    _ = torch.mul(x, __torch__.scales(parts, of), out=out)
# Scales of some blocks, which may be quantised themselves.
def scales(parts: List[Tensor], of: Tensor) -> Tensor:
  index = torch.flatten(of)
  y = torch.index_select(torch.flatten(parts[3]), 0, index)
  if len(parts) > 5:
    z = torch.index_select(torch.flatten(parts[5]), 0, y.to(3))
    nested = torch.index_select(torch.flatten(parts[6]), 0, index // parts[4].size(3))
    y = z * nested + torch.flatten(parts[7])
  return y.view(of.size())
