# SPDX-License-Identifier: EPL-2.0
# Calls the library optim with gradients that a test gives.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def update(self: __torch__.Model, w: Dict[str, Tensor], m: Dict[str, Tensor], v: Dict[str, Tensor],
      a: Dict[str, Tensor], g: Dict[str, Tensor], rates: List[float], step: int) -> List[Tensor]:
    names = torch.keys(w)
    grads = annotate(List[Tensor], [])
    for i in range(len(names)):
      _0 = torch.append(grads, torch.clone(g[names[i]]))
    norm = __torch__.optim.clip(grads, rates[5])
    _1 = __torch__.optim.adamw(w, m, v, names, grads, step, rates[0], rates[1], rates[2], rates[3], rates[4])
    _2 = __torch__.optim.average(a, w, names, rates[6])
    return [torch.detach(norm)]
  # of a loss that depends on a only
  def gradients(self: __torch__.Model, w: Dict[str, Tensor]) -> List[Tensor]:
    leaves = __torch__.optim.leaves(w)
    loss = torch.sum(torch.pow(leaves["a"], 2))
    return __torch__.optim.gradients(loss, __torch__.optim.pick(leaves, ["a", "b"]))
