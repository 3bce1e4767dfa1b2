# SPDX-License-Identifier: EPL-2.0
# A program with libraries that takes gradients itself: y = scaled(w x), where each library scales in its own way.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # Changes w by -lr times the gradient of the squared error's mean; returns loss and gradient.
  def descend(self: __torch__.Model, x: Tensor, y: Tensor, w: Dict[str, Tensor], lr: float) -> Tuple[Tensor, Tensor]:
    leaf = torch.requires_grad_(torch.detach(w["w"]), True)
    loss = torch.mean(torch.pow(torch.clone(x) * leaf - torch.clone(y), 2))
    given = torch.grad([loss], [leaf], None, None, False, False)
    gradient = torch.detach(unchecked_cast(Tensor, given[0]))
    _0 = torch.add_(torch.detach(w["w"]), gradient, alpha=-lr)
    return (torch.detach(loss), gradient)
  def both(self: __torch__.Model, x: Tensor) -> List[Tensor]:
    return [__torch__.double.scaled(x), __torch__.triple.scaled(x), __torch__.scaled(x)]
  def methods(self: __torch__.Model, x: Tensor) -> Tensor:
    return __torch__.double.method(x, 2) + __torch__.triple.method(x, 2)
  def without(self: __torch__.Model) -> Tensor:
    return __torch__.double.seven()
  def number(self: __torch__.Model, x: Tensor) -> int:
    return torch.size(x, 0)
  def one(self: __torch__.Model, x: Tensor) -> Tensor:
    return torch.clone(x)
  def wrong(self: __torch__.Model, x: Tensor) -> List[Tensor]:
    return [torch.matmul(x, torch.ones([7], dtype=6, layout=None, device=torch.device("cpu")))]
def scaled(x: Tensor) -> Tensor:
  return x
