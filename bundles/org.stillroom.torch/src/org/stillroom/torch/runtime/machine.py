# SPDX-License-Identifier: EPL-2.0
# What is computed by another library on other processors: __torch__.machine.name(…), in every program. This is for those
# on which what libtorch takes by itself is the best.

# x [.., in] times m [out, in], and the bias [out] if there is one: [.., out]
def linear(x: Tensor, m: Tensor, bias: Optional[Tensor]) -> Tensor:
  return torch.linear(x, m, bias)

# q, k, v [B, heads, S, d] to [B, heads, S of q, d]. The mask is added to the scores, which are multiplied by scale, or by
# 1 / sqrt(d).
def attention(q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], scale: Optional[float]) -> Tensor:
  return torch.scaled_dot_product_attention(q, k, v, mask, 0., False, scale=scale)
