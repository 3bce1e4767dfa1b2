# SPDX-License-Identifier: EPL-2.0
# What every training step shares, as a library of TorchScript functions. Dictionaries go by the names of the weights;
# the names of one dictionary are always taken in the order of the list that is passed along.

# The weights as tensors that gradients are taken for. They share the weights' memory; the weights themselves stay
# without a history, so that they may be changed in place.
def leaves(w: Dict[str, Tensor]) -> Dict[str, Tensor]:
  result = annotate(Dict[str, Tensor], {})
  names = torch.keys(w)
  for i in range(len(names)):
    leaf = torch.requires_grad_(torch.detach(w[names[i]]), True)
    torch._set_item(result, names[i], leaf)
  return result

def pick(w: Dict[str, Tensor], names: List[str]) -> List[Tensor]:
  result = annotate(List[Tensor], [])
  for i in range(len(names)):
    _0 = torch.append(result, w[names[i]])
  return result

# Gradients of a loss; zeros for what it does not depend on.
def gradients(loss: Tensor, parameters: List[Tensor]) -> List[Tensor]:
  given = torch.grad([loss], parameters, None, None, False, True)
  result = annotate(List[Tensor], [])
  for i in range(len(parameters)):
    g = given[i]
    if torch.__isnot__(g, None):
      one = unchecked_cast(Tensor, g)
    else:
      one = torch.zeros_like(parameters[i])
    _0 = torch.append(result, torch.contiguous(torch.detach(one)))
  return result

# The norm of all gradients together, as torch.nn.utils.clip_grad_norm_ takes it; scales them down to max_norm.
def clip(grads: List[Tensor], max_norm: float) -> Tensor:
  norms = annotate(List[Tensor], [])
  for i in range(len(grads)):
    _0 = torch.append(norms, torch.linalg_vector_norm(grads[i]))
  norm = torch.linalg_vector_norm(torch.stack(norms))
  factor = torch.clamp(max_norm / (norm + 1e-6), None, 1.)
  if max_norm > 0.:
    for i0 in range(len(grads)):
      _1 = torch.mul_(grads[i0], factor)
  return norm

# AdamW (https://arxiv.org/abs/1711.05101), one step in place; step counts from 1. m and v start as zeros.
def adamw(w: Dict[str, Tensor], m: Dict[str, Tensor], v: Dict[str, Tensor], names: List[str], grads: List[Tensor],
    step: int, lr: float, beta1: float, beta2: float, eps: float, weight_decay: float) -> int:
  steps = annotate(List[Tensor], [])
  for i in range(len(names)):
    _0 = torch.append(steps, torch.full([], step, dtype=6, layout=None, device=grads[i].device))
  torch._fused_adamw_(__torch__.pick(w, names), grads, __torch__.pick(m, names), __torch__.pick(v, names),
    annotate(List[Tensor], []), steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=weight_decay, eps=eps,
    amsgrad=False, maximize=False)
  return step

# AdamW for a T5. T5 does not divide its attention's scores by the square root of the heads' width: its queries
# start that much smaller instead. As AdamW steps all weights alike, scores grow that much faster than in other
# transformers, until each head looks at one token for good. So the queries' rate is divided by it. (With one rate for
# all, a small family knew after 13,000 steps which words a prompt has, and nothing of their order.)
def adamw_t5(w: Dict[str, Tensor], m: Dict[str, Tensor], v: Dict[str, Tensor], names: List[str], grads: List[Tensor],
    step: int, lr: float, beta1: float, beta2: float, eps: float, weight_decay: float, heads: int) -> int:
  queries = annotate(List[str], [])
  query_grads = annotate(List[Tensor], [])
  others = annotate(List[str], [])
  other_grads = annotate(List[Tensor], [])
  width = 1
  for i in range(len(names)):
    if torch.endswith(names[i], "Attention.q.weight"):
      width = torch.floordiv(torch.size(w[names[i]], 0), heads)
      _0 = torch.append(queries, names[i])
      _1 = torch.append(query_grads, grads[i])
    else:
      _2 = torch.append(others, names[i])
      _3 = torch.append(other_grads, grads[i])
  _4 = __torch__.adamw(w, m, v, queries, query_grads, step, torch.div(lr, torch.sqrt(width)), beta1, beta2, eps,
    weight_decay)
  return __torch__.adamw(w, m, v, others, other_grads, step, lr, beta1, beta2, eps, weight_decay)

# A moving average of the weights, in place.
def average(ema: Dict[str, Tensor], w: Dict[str, Tensor], names: List[str], decay: float) -> int:
  for i in range(len(names)):
    _0 = torch.lerp_(ema[names[i]], w[names[i]], 1. - decay)
  return len(names)
