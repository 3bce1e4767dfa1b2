# SPDX-License-Identifier: EPL-2.0
# Products of matrices by each library. Libraries: onednn.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # x [.., in], m [out, in], bias [out] or none -> by oneDNN, as this machine does it, in float64
  def all(self: __torch__.Model, x: Tensor, m: Tensor, bias: List[Tensor]) -> List[Tensor]:
    b = annotate(Optional[Tensor], None)
    sum = torch.matmul(x.to(7), m.to(7).t())
    if len(bias) > 0:
      b = bias[0]
      sum = sum + bias[0].to(7)
    return [__torch__.onednn.linear(x, m, b), __torch__.machine.linear(x, m, b), sum.to(6)]
  # q, k, v [B, heads, S, d], a mask or none -> by oneDNN, as this machine does it, by their formula
  def attention(self: __torch__.Model, q: Tensor, k: Tensor, v: Tensor, mask: List[Tensor], scale: float) -> List[Tensor]:
    m = annotate(Optional[Tensor], None)
    s = annotate(Optional[float], None)
    scores = torch.matmul(q.to(7), k.to(7).transpose(2, 3))
    if scale > 0.:
      s = scale
      scores = scores * scale
    else:
      scores = scores * q.size(3) ** -0.5
    if len(mask) > 0:
      m = mask[0]
      scores = scores + mask[0]
    sum = torch.matmul(torch.softmax(scores, -1), v.to(7))
    return [__torch__.onednn.attention(q, k, v, m, s), __torch__.machine.attention(q, k, v, m, s), sum.to(6)]
  def heads(self: __torch__.Model, x: Tensor) -> Tensor:
    return x.transpose(1, 2)
  # The gradients of x, of m and of the bias, of the sum of all results.
  def gradients(self: __torch__.Model, x: Tensor, m: Tensor, bias: Tensor) -> List[Tensor]:
    all = annotate(List[Tensor], [])
    for i in range(3):
      y = [x.clone().requires_grad_(i == 0), m.clone().requires_grad_(i == 1), bias.clone().requires_grad_(i == 2)]
      sum = torch.sum(__torch__.onednn.linear(y[0], y[1], y[2]))
      gradient = torch.grad([sum], [y[i]])[0]
      _ = torch.append(all, torch.detach(unchecked_cast(Tensor, gradient)))
    return all
