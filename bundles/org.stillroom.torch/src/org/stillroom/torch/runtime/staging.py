# SPDX-License-Identifier: EPL-2.0
# Memory of the host that a card fetches from by itself. Only libtorch for CUDA can give it, so that this is loaded only
# where there is a card.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def pinned(self: __torch__.Model, count: int, dtype: int) -> Tensor:
    return torch.empty([count], dtype=dtype, layout=None, device=torch.device("cpu"), pin_memory=True)
