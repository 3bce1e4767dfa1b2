# SPDX-License-Identifier: EPL-2.0
# Weights as they are stored, and the numbers that are made of them where they are used. What is computed with as it
# lies is "x.weight" in a dictionary. What is stored as something else, a kind, is "x.weight.KIND", and what belongs to it
# "x.weight.KIND.1" and so on. Each of these has rows as the matrix has them, or a first dimension of 1. Libraries: those
# of the kinds, each with its names (kinds), how many numbers a row has (width), and float32 of some rows (unpacked).
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # A matrix by its name in dtype. By some rows at a time, so that what is made in between is small: on CPUs, it stays in
  # their caches, and on CUDA it is large enough to be worth the starting of so many operations.
  def matrix(self: __torch__.Model, w: Dict[str, Tensor], name: str, dtype: int) -> Tensor:
    kind = __torch__.kind_of(w, name)
    if kind == "":
      y = w[name]
    elif __torch__.floats.converts(kind, w[name + "." + kind].is_cuda):
      y = w[name + "." + kind].to(dtype)
    else:
      y = __torch__.unpacked(__torch__.parts(w, name + "." + kind), kind, dtype)
    return y
  # Rows of a table by their ids [rows, tokens], of which only these are unpacked, to float32. [rows, tokens, d]
  def rows(self: __torch__.Model, ids: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
    kind = __torch__.kind_of(w, name)
    if kind == "":
      y = torch.embedding(w[name], ids)
    else:
      parts = __torch__.parts(w, name + "." + kind)
      picked = annotate(List[Tensor], [])
      for part in parts:
        if part.size(0) > 1:
          _ = torch.append(picked, torch.index_select(part, 0, torch.flatten(ids).to(part.device)))
        else:
          _ = torch.append(picked, part)
      y = __torch__.numbers(picked, kind).view([ids.size(0), ids.size(1), -1])
    return y
# What a matrix is stored as; "" if it lies as it is computed with, or is not there.
def kind_of(w: Dict[str, Tensor], name: str) -> str:
  kind = ""
  if not (name in w):
    for each in __torch__.floats.kinds() + __torch__.gguf.kinds():
      if name + "." + each in w:
        kind = each
  return kind
def parts(w: Dict[str, Tensor], name: str) -> List[Tensor]:
  found = [w[name]]
  for i in range(1, 8):
    part = torch.format("{}.{}", name, i)
    if part in w:
      _ = torch.append(found, w[part])
  return found
def unpacked(parts: List[Tensor], kind: str, dtype: int) -> Tensor:
  rows = parts[0].size(0)
  width = __torch__.width(parts, kind)
  out = torch.empty([rows, width], dtype=dtype, device=parts[0].device)
  most = 524288
  if parts[0].is_cuda:
    most = 33554432
  step = 1 + most // (width + 1)
  for i in range((rows + step - 1) // step):
    end = i * step + step
    if end > rows:
      end = rows
    some = annotate(List[Tensor], [])
    for part in parts:
      if part.size(0) > 1:
        _ = torch.append(some, torch.slice(part, 0, i * step, end))
      else:
        _ = torch.append(some, part)
    _ = torch.copy_(torch.slice(out, 0, i * step, end), __torch__.numbers(some, kind))
  return out
# Numbers in a row.
def width(parts: List[Tensor], kind: str) -> int:
  if kind in __torch__.floats.kinds():
    width = parts[0].size(1)
  else:
    width = __torch__.gguf.width(parts[0].size(1), kind)
  return width
# Of some rows: float32 [rows, width].
def numbers(parts: List[Tensor], kind: str) -> Tensor:
  if kind in __torch__.floats.kinds():
    y = __torch__.floats.unpacked(parts[0])
  else:
    y = __torch__.gguf.unpacked(parts[0], kind)
  return y
