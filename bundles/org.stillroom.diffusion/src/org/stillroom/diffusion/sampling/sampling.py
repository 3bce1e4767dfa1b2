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

  # A picture's latent with as much noise as sigma says; rest is 1 - sigma.
  def noised(self: __torch__.Model, latent: Tensor, noise: Tensor, sigma: float, rest: float) -> Tensor:
    return noise * sigma + latent.to(noise.device, noise.dtype) * rest

  # SD3's text: CLIP-L and CLIP-G side by side, zeros up to the width of T5, then T5's tokens.
  def sd3_text(self: __torch__.Model, clip_l: Tensor, clip_g: Tensor, t5: Tensor) -> Tensor:
    clip = torch.cat([clip_l, clip_g], -1)
    return torch.cat([torch.constant_pad_nd(clip, [0, t5.size(-1) - clip.size(-1)]), t5], 1)
