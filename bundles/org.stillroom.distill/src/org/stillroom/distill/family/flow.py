# SPDX-License-Identifier: EPL-2.0
# Trains a FLUX transformer and its T5 encoder together by flow matching (https://arxiv.org/abs/2210.02747), with
# rectified flow's straight paths: x = (1 - sigma) latents + sigma noise, and the velocity to learn is noise - latents.
# Libraries: flux, t5, optim. B batch, T text tokens. d: weights of the transformer, e: of the encoder.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # One step. Returns the loss [], the gradients' norm [] and the loss of each sample [B]. numbers: layers and heads of
  # the transformer and of the encoder; axes: of its rotary positions; rates: lr, beta1, beta2, eps, weight decay,
  # largest norm of the gradients, decay of the average.
  def step(self: __torch__.Model, latents: Tensor, noise: Tensor, sigma: Tensor, guidance: Tensor, pooled: Tensor,
      ids: Tensor, d: Dict[str, Tensor], dm: Dict[str, Tensor], dv: Dict[str, Tensor], da: Dict[str, Tensor],
      e: Dict[str, Tensor], em: Dict[str, Tensor], ev: Dict[str, Tensor], ea: Dict[str, Tensor],
      numbers: List[int], axes: List[int], rates: List[float], step: int) -> List[Tensor]:
    dl = __torch__.optim.leaves(d)
    el = __torch__.optim.leaves(e)
    text = __torch__.encode(torch.to(ids, d["x_embedder.weight"].device, 4, False, True), el, numbers[3], numbers[4])
    x, velocity = __torch__.path(latents, noise, sigma, d)
    y = __torch__.predicted(x, sigma, guidance, pooled, text, dl, d, numbers, axes)
    each = torch.mean(torch.pow(y - velocity, 2), [1, 2, 3])
    loss = torch.mean(each)
    dn = torch.keys(d)
    en = torch.keys(e)
    parameters = torch.add(__torch__.optim.pick(dl, dn), __torch__.optim.pick(el, en))
    grads = __torch__.optim.gradients(loss, parameters)
    norm = __torch__.optim.clip(grads, rates[5])
    if torch.isfinite(norm).item():
      _0 = __torch__.optim.adamw(d, dm, dv, dn, torch.slice(grads, 0, len(dn)), step, rates[0], rates[1], rates[2],
        rates[3], rates[4])
      _1 = __torch__.optim.adamw_t5(e, em, ev, en, torch.slice(grads, len(dn), len(grads)), step, rates[0], rates[1],
        rates[2], rates[3], rates[4], numbers[4])
      _2 = __torch__.optim.average(da, d, dn, rates[6])
      _3 = __torch__.optim.average(ea, e, en, rates[6])
    return [torch.detach(loss), torch.detach(norm), torch.detach(each)]

  # The same where the encoder learns no more. text: what it gave, [B, T, joint_attention_dim].
  def frozen(self: __torch__.Model, latents: Tensor, noise: Tensor, sigma: Tensor, guidance: Tensor, pooled: Tensor,
      text: Tensor, d: Dict[str, Tensor], dm: Dict[str, Tensor], dv: Dict[str, Tensor], da: Dict[str, Tensor],
      numbers: List[int], axes: List[int], rates: List[float], step: int) -> List[Tensor]:
    dl = __torch__.optim.leaves(d)
    x, velocity = __torch__.path(latents, noise, sigma, d)
    y = __torch__.predicted(x, sigma, guidance, pooled, text, dl, d, numbers, axes)
    each = torch.mean(torch.pow(y - velocity, 2), [1, 2, 3])
    return __torch__.update(each, dl, d, dm, dv, da, rates, step)

  # The same where another transformer g of the same sizes, which is told what shown says, knows the way: its velocity
  # is learned, which is the mean of all that the samples' may be.
  def guided(self: __torch__.Model, latents: Tensor, noise: Tensor, sigma: Tensor, guidance: Tensor, pooled: Tensor,
      text: Tensor, shown: Tensor, d: Dict[str, Tensor], dm: Dict[str, Tensor], dv: Dict[str, Tensor],
      da: Dict[str, Tensor], g: Dict[str, Tensor], numbers: List[int], axes: List[int], rates: List[float],
      step: int) -> List[Tensor]:
    dl = __torch__.optim.leaves(d)
    x, velocity = __torch__.path(latents, noise, sigma, d)
    wanted = __torch__.predicted(x, sigma, guidance, pooled, shown, g, d, numbers, axes)
    y = __torch__.predicted(x, sigma, guidance, pooled, text, dl, d, numbers, axes)
    each = torch.mean(torch.pow(y - wanted, 2), [1, 2, 3])
    return __torch__.update(each, dl, d, dm, dv, da, rates, step)

  # Latents of an autoencoder in diffusion space, to be kept.
  def scaled(self: __torch__.Model, latents: Tensor, scaling_factor: float, shift_factor: float) -> Tensor:
    return ((latents - shift_factor) * scaling_factor).to(5)

  def unscaled(self: __torch__.Model, latents: Tensor, scaling_factor: float, shift_factor: float) -> Tensor:
    return latents / scaling_factor + shift_factor

  # Rows of a tensor; those of float16 as float32.
  def rows(self: __torch__.Model, all: Tensor, index: Tensor) -> Tensor:
    chosen = torch.index_select(all, 0, index)
    if ops.prim.dtype(chosen) == 5:
      result = torch.to(chosen, 6)
    else:
      result = chosen
    return result

# Noisy latents and the velocity of each sample.
def path(latents: Tensor, noise: Tensor, sigma: Tensor, d: Dict[str, Tensor]) -> Tuple[Tensor, Tensor]:
  x0 = __torch__.copy(latents, d)
  x1 = __torch__.copy(noise, d)
  s = __torch__.copy(sigma, d).view([-1, 1, 1, 1])
  return (x1 * s + x0 * (1. - s), x1 - x0)

# The velocity by weights w, computed where those of d are.
def predicted(x: Tensor, sigma: Tensor, guidance: Tensor, pooled: Tensor, text: Tensor, w: Dict[str, Tensor],
    d: Dict[str, Tensor], numbers: List[int], axes: List[int]) -> Tensor:
  return __torch__.velocity(x, __torch__.copy(sigma, d), __torch__.copy(guidance, d), __torch__.copy(pooled, d),
    __torch__.copy(text, d), w, numbers, axes)

# One step of the transformer, by the loss of each sample; returns what steps return.
def update(each: Tensor, dl: Dict[str, Tensor], d: Dict[str, Tensor], dm: Dict[str, Tensor], dv: Dict[str, Tensor],
    da: Dict[str, Tensor], rates: List[float], step: int) -> List[Tensor]:
  loss = torch.mean(each)
  dn = torch.keys(d)
  grads = __torch__.optim.gradients(loss, __torch__.optim.pick(dl, dn))
  norm = __torch__.optim.clip(grads, rates[5])
  if torch.isfinite(norm).item():
    _0 = __torch__.optim.adamw(d, dm, dv, dn, grads, step, rates[0], rates[1], rates[2], rates[3], rates[4])
    _1 = __torch__.optim.average(da, d, dn, rates[6])
  return [torch.detach(loss), torch.detach(norm), torch.detach(each)]

# A copy in float32 where the transformer's weights are, which autograd may use.
def copy(x: Tensor, d: Dict[str, Tensor]) -> Tensor:
  return torch.to(x, d["x_embedder.weight"].device, 6, False, True)

# [B, T] to [B, T, d_model]
def encode(ids: Tensor, w: Dict[str, Tensor], layers: int, heads: int) -> Tensor:
  x = __torch__.t5.embed(ids, w)
  bias = __torch__.t5.position_bias(w, 0, torch.size(ids, 1), 128)
  for i in range(layers):
    x = __torch__.t5.layer(x, bias, w, i, heads, 1e-06, True)
  return __torch__.t5.final_norm(x, w, 1e-06)

# [B, c, h, w] of noisy latents to the velocity of the same shape; sigma in [0, 1]
def velocity(latents: Tensor, sigma: Tensor, guidance: Tensor, pooled: Tensor, text: Tensor, w: Dict[str, Tensor],
    numbers: List[int], axes: List[int]) -> Tensor:
  conditioning = __torch__.flux.conditioning(pooled, guidance, True, w)
  temb = __torch__.flux.temb(sigma * 1000., conditioning, w)
  return __torch__.flux.velocity(latents, text, temb, w, torch.slice(numbers, 0, 3), axes)
