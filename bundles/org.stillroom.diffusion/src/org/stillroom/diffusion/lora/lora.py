# SPDX-License-Identifier: EPL-2.0
# What LoRAs add to weights, in float32: [rows, columns], a convolution's weight with its rows flattened.
# Library: stored.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # A copy of a weight, however it is stored.
  def weight(self: __torch__.Model, w: Dict[str, Tensor], name: str, rows: int) -> Tensor:
    return torch.clone(__torch__.stored.matrix(w, name, 6).to(6).reshape([rows, -1]), memory_format=0)

  # Some rows of several tensors, one after another.
  def joined(self: __torch__.Model, tensors: List[Tensor]) -> Tensor:
    return torch.cat(tensors, 0)

  def flat(self: __torch__.Model, x: Tensor, scale: float) -> Tensor:
    return __torch__.rows_of(x) * scale

  # Adds rows start to end of what is added to rows from at on, in place.
  def add(self: __torch__.Model, weight: Tensor, at: int, added: Tensor, start: int, end: int,
      strength: float) -> Tensor:
    part = torch.slice(added, 0, start, end)
    _ = torch.add_(torch.slice(weight, 0, at, at + end - start), part, alpha=strength)
    return weight

  # up [rows, rank], down [rank, columns]
  def low_rank(self: __torch__.Model, up: Tensor, down: Tensor, scale: float) -> Tensor:
    return torch.mm(__torch__.rows_of(up), __torch__.rows_of(down)) * scale

  # Tucker's form: core [rank of up, rank of down, kernel], down [rank, in].
  def with_core(self: __torch__.Model, up: Tensor, core: Tensor, down: Tensor, scale: float) -> Tensor:
    inner = core.reshape([core.size(0), core.size(1), -1]).transpose(1, 2)
    each = torch.matmul(inner, __torch__.rows_of(down)).transpose(1, 2)
    return torch.mm(__torch__.rows_of(up), torch.flatten(each, 1)) * scale

  # w1_a, w1_b, w2_a, w2_b
  def hadamard(self: __torch__.Model, w: List[Tensor], scale: float) -> Tensor:
    return __torch__.product([w[0], w[1]]) * __torch__.product([w[2], w[3]]) * scale

  def kronecker(self: __torch__.Model, left: List[Tensor], right: List[Tensor], scale: float) -> Tensor:
    return torch.kron(__torch__.product(left), __torch__.product(right)) * scale

  # What brings weight + added to these lengths, by row or by column, adds to the weight.
  def with_length(self: __torch__.Model, weight: Tensor, added: Tensor, length: Tensor, rows: bool) -> Tensor:
    whole = weight + added
    if rows:
      norm = torch.linalg_vector_norm(whole, 2, [1], True)
      to = length.reshape([-1, 1])
    else:
      norm = torch.linalg_vector_norm(whole, 2, [0], True)
      to = length.reshape([1, -1])
    return whole * (to / torch.clamp_min(norm, 1e-30)) - weight

  def difference(self: __torch__.Model, wanted: Tensor, weight: Tensor) -> Tensor:
    return __torch__.rows_of(wanted) - weight

def rows_of(x: Tensor) -> Tensor:
  if x.dim() == 0:
    y = x.view([1, 1])
  else:
    y = x.reshape([x.size(0), -1])
  return y

# Of one tensor, which is whole, or of two.
def product(w: List[Tensor]) -> Tensor:
  if len(w) == 2:
    y = torch.mm(__torch__.rows_of(w[0]), __torch__.rows_of(w[1]))
  else:
    y = __torch__.rows_of(w[0])
  return y
