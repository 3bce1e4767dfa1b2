# SPDX-License-Identifier: EPL-2.0
# As machine.py, for processors on which MKL, which libtorch takes for float32, leaves half of their speed unused, and
# oneDNN, which it brings along, too, does not. oneDNN is slower to start, so small products are made as ever; it is
# very slow with matrices whose rows lie apart, and does not say which sizes do not fit.

def linear(x: Tensor, m: Tensor, bias: Optional[Tensor]) -> Tensor:
  ours = __torch__.ours(x) and __torch__.ours(m) and m.is_contiguous() and x.size(-1) == m.size(-1)
  followed = x.requires_grad or m.requires_grad
  if torch.__isnot__(bias, None):
    b = unchecked_cast(Tensor, bias)
    ours = ours and __torch__.ours(b)
    followed = followed or b.requires_grad
  if ours and not followed and x.numel() >= 8192:
    y = __torch__.product(x, m, bias)
  elif ours and followed and x.numel() > 20480:
    y = __torch__.convolution(x, m, bias)
  else:
    y = torch.linear(x, m, bias)
  return y

# Head by head, some queries at a time, so that their scores stay in the processor's cache.
def attention(q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], scale: Optional[float]) -> Tensor:
  ours = __torch__.still(q) and __torch__.still(k) and __torch__.still(v) and q.size(2) * k.size(2) >= 65536
  ours = ours and q.size(1) == k.size(1) and q.size(3) == k.size(3)
  added = annotate(List[Tensor], [])
  if torch.__isnot__(mask, None):
    m = unchecked_cast(Tensor, mask)
    ours = ours and __torch__.still(m)
    if ours:
      _ = torch.append(added, m.expand([q.size(0), q.size(1), q.size(2), k.size(2)]))
  if ours:
    factor = q.size(3) ** -0.5
    if torch.__isnot__(scale, None):
      factor = unchecked_cast(float, scale)
    out = torch.empty([q.size(0), q.size(2), q.size(1), v.size(3)], dtype=6)
    step = 1 + 2097152 // k.size(2)
    for b in range(q.size(0)):
      for h in range(q.size(1)):
        keys = k[b][h].contiguous()
        values = v[b][h].t().contiguous()
        for i in range((q.size(2) + step - 1) // step):
          start = i * step
          end = start + step
          scores = __torch__.product(torch.slice(q[b][h], 0, start, end) * factor, keys, None)
          for all in added:
            _ = torch.add_(scores, torch.slice(all[b][h], 0, start, end))
          _ = torch.softmax(scores, -1, None, out=scores)
          _ = torch.slice(out[b], 0, start, end).select(1, h).copy_(__torch__.product(scores, values, None))
    y = out.transpose(1, 2)
  else:
    y = torch.scaled_dot_product_attention(q, k, v, mask, 0., False, scale=scale)
  return y

def ours(x: Tensor) -> bool:
  return x.dtype == 6 and not x.is_cuda

# Of which no gradient is asked.
def still(x: Tensor) -> bool:
  return __torch__.ours(x) and not x.requires_grad

# Keeps no track of gradients.
def product(x: Tensor, m: Tensor, bias: Optional[Tensor]) -> Tensor:
  return ops.mkldnn._linear_pointwise(x, m, bias, "none", annotate(List[Optional[number]], []), "")

# The same as a convolution of single pixels, the gradients of which libtorch makes by oneDNN, too; of so few numbers as
# are left out above it does not.
def convolution(x: Tensor, m: Tensor, bias: Optional[Tensor]) -> Tensor:
  pixels = x.reshape([1, 1, -1, x.size(-1)]).permute([0, 3, 1, 2])
  y = torch.conv2d(pixels, m.view([m.size(0), m.size(1), 1, 1]), bias, [1, 1], [0, 0])
  return y.permute([0, 2, 3, 1]).reshape(torch.slice(x.size(), 0, -1) + [m.size(0)])
