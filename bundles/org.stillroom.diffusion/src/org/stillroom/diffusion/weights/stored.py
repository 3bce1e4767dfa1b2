# SPDX-License-Identifier: EPL-2.0
# Weights as they are stored, and the numbers that are made of them where they are used. What is computed with as it
# lies is "x.weight" in a dictionary. What is stored as something else, a kind, is "x.weight.KIND", and what belongs to it
# "x.weight.KIND.1" and so on. Each of these has rows as the matrix has them, or a first dimension of 1. Libraries: those
# of the kinds, each with its names (kinds), how many numbers a row has (width), and what writes float32 of some rows (unpack).
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # x [.., in] times a matrix, and the bias if there is one: [.., out]. On CPUs, of a matrix that is stored as something
  # else only a band of rows is there at a time: to get memory for all of it takes longer than to fill it.
  def linear(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], name: str, bias: Optional[Tensor]) -> Tensor:
    kind = __torch__.kind_of(w, name)
    if __torch__.int8.multiplied(kind):
      y = __torch__.int8.linear(x, __torch__.parts(w, name + "." + kind), bias)
    elif kind == "" or x.is_cuda:
      y = __torch__.machine.linear(x, self.matrix(w, name, x.dtype), bias)
    else:
      parts = __torch__.parts(w, name + "." + kind)
      rows = parts[0].size(0)
      flat = x.reshape([-1, x.size(-1)])
      out = torch.empty([flat.size(0), rows], dtype=x.dtype)
      step = 1 + 2097152 // (x.size(-1) + 1)
      band = torch.empty([step if step < rows else rows, x.size(-1)], dtype=x.dtype)
      for i in range((rows + step - 1) // step):
        end = i * step + step
        if end > rows:
          end = rows
        some = torch.slice(band, 0, 0, end - i * step)
        __torch__.fill(some, __torch__.some(parts, i * step, end), kind)
        _ = torch.copy_(torch.slice(out, 1, i * step, end), __torch__.machine.linear(flat, some, None))
      if torch.__isnot__(bias, None):
        _ = torch.add_(out, unchecked_cast(Tensor, bias))
      y = out.view(torch.slice(x.size(), 0, -1) + [rows])
    return y
  # The same for several matrices: of each [.., out].
  def linears(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], names: List[str],
      biases: List[Optional[Tensor]]) -> List[Tensor]:
    matrices = annotate(List[List[Tensor]], [])
    y = annotate(List[Tensor], [])
    for name in names:
      kind = __torch__.kind_of(w, name)
      if __torch__.int8.multiplied(kind):
        _ = torch.append(matrices, __torch__.parts(w, name + "." + kind))
    if len(matrices) == len(names):
      y = __torch__.int8.linears(x, matrices, biases)
    else:
      for i in range(len(names)):
        _ = torch.append(y, self.linear(x, w, names[i], biases[i]))
    return y
  # A matrix by its name in dtype.
  def matrix(self: __torch__.Model, w: Dict[str, Tensor], name: str, dtype: int) -> Tensor:
    kind = __torch__.kind_of(w, name)
    if kind == "":
      y = w[name]
    else:
      parts = __torch__.parts(w, name + "." + kind)
      y = torch.empty([parts[0].size(0), __torch__.width(parts, kind)], dtype=dtype, device=parts[0].device)
      __torch__.fill(y, parts, kind)
    return y
  # A matrix of float32 as it is computed with in int8.
  def even(self: __torch__.Model, x: Tensor) -> List[Tensor]:
    return __torch__.int8.even(x)
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
      flat = torch.empty([picked[0].size(0), __torch__.width(picked, kind)], dtype=6, device=picked[0].device)
      __torch__.numbers(flat, picked, kind)
      y = flat.view([ids.size(0), ids.size(1), -1])
    return y
# What a matrix is stored as; "" if it lies as it is computed with, or is not there.
def kind_of(w: Dict[str, Tensor], name: str) -> str:
  kind = ""
  if not (name in w):
    kind = __torch__.among(__torch__.int8.kinds(), w, name)
    if kind == "":
      others = __torch__.floats.kinds() + __torch__.comfy.kinds() + __torch__.bnb.kinds() + __torch__.gguf.kinds()
      kind = __torch__.among(others, w, name)
  return kind
def among(kinds: List[str], w: Dict[str, Tensor], name: str) -> str:
  found = ""
  for kind in kinds:
    if name + "." + kind in w:
      found = kind
  return found
def parts(w: Dict[str, Tensor], name: str) -> List[Tensor]:
  found = [w[name]]
  for i in range(1, 8):
    part = torch.format("{}.{}", name, i)
    if part in w:
      _ = torch.append(found, w[part])
  return found
# What rows are made of.
def some(parts: List[Tensor], start: int, end: int) -> List[Tensor]:
  some = annotate(List[Tensor], [])
  for part in parts:
    if part.size(0) > 1:
      _ = torch.append(some, torch.slice(part, 0, start, end))
    else:
      _ = torch.append(some, part)
  return some
# Writes the numbers of all rows. By some rows at a time, so that what is made in between is small: on CPUs, it stays in
# their caches, and on CUDA it is large enough to be worth the starting of so many operations.
def fill(out: Tensor, parts: List[Tensor], kind: str) -> None:
  if __torch__.floats.converts(kind, out.is_cuda):
    _ = torch.copy_(out, parts[0])
  else:
    rows = out.size(0)
    most = 524288
    if out.is_cuda:
      most = 33554432
    step = 1 + most // (out.size(1) + 1)
    for i in range((rows + step - 1) // step):
      end = i * step + step
      if end > rows:
        end = rows
      band = torch.slice(out, 0, i * step, end)
      some = __torch__.some(parts, i * step, end)
      if out.dtype == 6:
        __torch__.numbers(band, some, kind)
      else:
        y = torch.empty(band.size(), dtype=6, device=out.device)
        __torch__.numbers(y, some, kind)
        _ = torch.copy_(band, y)
# Numbers in a row.
def width(parts: List[Tensor], kind: str) -> int:
  if kind in __torch__.floats.kinds() + __torch__.int8.kinds():
    width = parts[0].size(1)
  elif kind in __torch__.comfy.kinds():
    width = __torch__.comfy.width(parts, kind)
  elif kind in __torch__.bnb.kinds():
    width = __torch__.bnb.width(parts, kind)
  else:
    width = __torch__.gguf.width(parts[0].size(1), kind)
  return width
# Writes those of some rows: float32 [rows, width], which lie together.
def numbers(out: Tensor, parts: List[Tensor], kind: str) -> None:
  if kind in __torch__.floats.kinds():
    __torch__.floats.unpack(out, parts[0])
  elif kind in __torch__.comfy.kinds():
    __torch__.comfy.unpack(out, parts, kind)
  elif kind in __torch__.bnb.kinds():
    __torch__.bnb.unpack(out, parts, kind)
  elif kind in __torch__.int8.kinds():
    __torch__.int8.unpack(out, parts)
  else:
    __torch__.gguf.unpack(out, parts[0], kind)
