# SPDX-License-Identifier: EPL-2.0
# The arithmetic between a transformer's calls, in float32.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # One Euler step along the velocity v; step is the next sigma less this one.
  def euler(self: __torch__.Model, x: Tensor, v: Tensor, step: float) -> Tensor:
    return x + v * step

  # Classifier-free guidance: from the unconditional velocity u past the conditional c.
  def guide(self: __torch__.Model, u: Tensor, c: Tensor, scale: float) -> Tensor:
    return u + (c - u) * scale

  # Mean squared difference of all elements [].
  def difference(self: __torch__.Model, a: Tensor, b: Tensor) -> Tensor:
    return torch.mean(torch.pow(a.to(6) - b.to(a.device, 6), 2))

  # A picture's latent with as much noise as sigma says; rest is 1 - sigma.
  def noised(self: __torch__.Model, latent: Tensor, noise: Tensor, sigma: float, rest: float) -> Tensor:
    return noise * sigma + latent.to(noise.device, noise.dtype) * rest
