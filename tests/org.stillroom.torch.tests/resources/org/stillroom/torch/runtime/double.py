# SPDX-License-Identifier: EPL-2.0
# A library: a method that calls a function, and a function of the same name as one of its user.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # times n, scaled
  def method(self: __torch__.Model, x: Tensor, n: int) -> Tensor:
    y = x
    for i in range(n):
      y = __torch__.scaled(y)

    return y
  def seven(self: __torch__.Model) -> Tensor:
    return torch.tensor(7)

def scaled(x: Tensor) -> Tensor:
  return x * 2.
