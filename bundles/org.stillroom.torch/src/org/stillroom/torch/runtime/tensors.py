# SPDX-License-Identifier: EPL-2.0
# What Tensor and Weights need and DJL cannot do for every element type. Element types are torch's numbers.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def describe(self: __torch__.Model, x: Tensor) -> List[int]:
    index = ops.prim.index(ops.prim.device(x))
    if torch.__is__(index, None):
      number = 0
    else:
      number = unchecked_cast(int, index)
    return [ops.prim.dtype(x), int(ops.prim.is_cuda(x)), number] + torch.size(x)
  def empty(self: __torch__.Model, shape: List[int], dtype: int, device: str) -> Tensor:
    return torch.empty(shape, dtype=dtype, layout=None, device=torch.device(device))
  def zeros(self: __torch__.Model, shape: List[int], dtype: int, device: str) -> Tensor:
    return torch.zeros(shape, dtype=dtype, layout=None, device=torch.device(device))
  def randn(self: __torch__.Model, shape: List[int], seed: int) -> Tensor:
    torch.manual_seed(seed)
    return torch.randn(shape, dtype=6, layout=None, device=torch.device("cpu"))
  def contiguous(self: __torch__.Model, x: Tensor) -> Tensor:
    return torch.contiguous(x)
  # A view of elements start to end, counted row by row.
  def part(self: __torch__.Model, x: Tensor, start: int, end: int) -> Tensor:
    return torch.slice(torch.view(x, [-1]), 0, start, end)
  # Copies source into elements start to end of target, converting type and device.
  def fill(self: __torch__.Model, target: Tensor, start: int, end: int, source: Tensor) -> Tensor:
    _0 = torch.copy_(torch.slice(torch.view(target, [-1]), 0, start, end), source)
    return target
  # The same memory with another element type of the same size.
  def reinterpret(self: __torch__.Model, x: Tensor, dtype: int) -> Tensor:
    return torch.set_(torch.empty([0], dtype=dtype, layout=None, device=ops.prim.device(x)), x)
  def convert(self: __torch__.Model, x: Tensor, device: str, dtype: int) -> Tensor:
    return torch.contiguous(torch.to(x, torch.device(device), dtype, False, True))
  # Copies that autograd may use and methods may change, if the call was made for training.
  def own(self: __torch__.Model, tensors: List[Tensor], device: str, dtype: int) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    for i in range(len(tensors)):
      one = torch.to(tensors[i], torch.device(device), dtype, False, True)
      _0 = torch.append(result, torch.contiguous(one))
    return result
  def reshape(self: __torch__.Model, x: Tensor, shape: List[int]) -> Tensor:
    return torch.clone(torch.reshape(x, shape), memory_format=0)
  def rows(self: __torch__.Model, x: Tensor, dim: int, start: int, end: int) -> Tensor:
    return torch.clone(torch.slice(x, dim, start, end), memory_format=0)
  def cat(self: __torch__.Model, tensors: List[Tensor], dim: int) -> Tensor:
    return torch.contiguous(torch.cat(tensors, dim))
  def finite(self: __torch__.Model, x: Tensor) -> bool:
    if torch.gt(ops.prim.dtype(x), 20):
      y = torch.to(x, 6)
    else:
      y = x
    return bool(torch.all(torch.isfinite(y)))
