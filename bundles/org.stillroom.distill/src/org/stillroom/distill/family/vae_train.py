# SPDX-License-Identifier: EPL-2.0
# Trains an AutoencoderKL: the layers of vae.py, whole, under autograd. Library: optim.
# w: weights by diffusers' names. Pictures [B, 3, H, W] in [-1, 1], latents [B, c, H / 8, W / 8].
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # One step. rgb: uint8 [B, H, W, 3]; noise: as the latents. Returns the loss [], the gradients' norm [] and the mean
  # squared error []. numbers: blocks, layers per block, groups; rates: lr, beta1, beta2, eps, weight decay, largest
  # norm of the gradients, decay of the average, weight of the Kullback-Leibler divergence.
  def step(self: __torch__.Model, rgb: Tensor, noise: Tensor, w: Dict[str, Tensor], m: Dict[str, Tensor],
      v: Dict[str, Tensor], a: Dict[str, Tensor], numbers: List[int], rates: List[float], step: int) -> List[Tensor]:
    leaves = __torch__.optim.leaves(w)
    x = __torch__.picture(rgb, w)
    mean, logvar = torch.chunk(__torch__.encode(x, leaves, numbers), 2, 1)
    logvar0 = torch.clamp(logvar, -30., 20.)
    z = mean + torch.exp(logvar0 * 0.5) * torch.to(noise, x.device, 6, False, True)
    d = __torch__.decode(z, leaves, numbers) - x
    squared = torch.mean(torch.pow(d, 2))
    divergence = torch.mean(torch.pow(mean, 2) + torch.exp(logvar0) - 1. - logvar0) * 0.5
    loss = torch.mean(torch.abs(d)) + squared * 2. + divergence * rates[7]
    names = torch.keys(w)
    grads = __torch__.optim.gradients(loss, __torch__.optim.pick(leaves, names))
    norm = __torch__.optim.clip(grads, rates[5])
    if torch.isfinite(norm).item():
      _0 = __torch__.optim.adamw(w, m, v, names, grads, step, rates[0], rates[1], rates[2], rates[3], rates[4])
      _1 = __torch__.optim.average(a, w, names, rates[6])
    return [torch.detach(loss), torch.detach(norm), torch.detach(squared)]

  # Means of the latents, unscaled.
  def encode(self: __torch__.Model, rgb: Tensor, w: Dict[str, Tensor], numbers: List[int]) -> Tensor:
    return torch.contiguous(torch.chunk(__torch__.encode(__torch__.picture(rgb, w), w, numbers), 2, 1)[0])

  # Unscaled latents to uint8 [B, H, W, 3]
  def decode(self: __torch__.Model, z: Tensor, w: Dict[str, Tensor], numbers: List[int]) -> Tensor:
    here = torch.to(z, w["decoder.conv_in.weight"].device, 6)
    x = torch.clamp(__torch__.decode(here, w, numbers) * 127.5 + 127.5, 0., 255.)
    return torch.contiguous(torch.permute(torch.round(x), [0, 2, 3, 1])).to(0)

# uint8 [B, H, W, 3] to [B, 3, H, W] in [-1, 1], where the weights are; a copy, which autograd may use
def picture(rgb: Tensor, w: Dict[str, Tensor]) -> Tensor:
  here = torch.to(rgb, w["encoder.conv_in.weight"].device, 6, False, True)
  return torch.contiguous(torch.permute(here, [0, 3, 1, 2])) / 127.5 - 1.

def encode(picture: Tensor, w: Dict[str, Tensor], numbers: List[int]) -> Tensor:
  x = __torch__.conv(picture, w, "encoder.conv_in.", 1)
  for i in range(numbers[0]):
    p = torch.format("encoder.down_blocks.{}.", i)
    for j in range(numbers[1]):
      x = __torch__.resnet(x, w, torch.format("{}resnets.{}.", p, j), numbers[2])
    if torch.lt(i, numbers[0] - 1):
      # zeros at the bottom and at the right only, as diffusers pads
      q = p + "downsamplers.0.conv."
      x = torch.conv2d(torch.constant_pad_nd(x, [0, 1, 0, 1], 0.), w[q + "weight"], w[q + "bias"], [2, 2], [0, 0])
    else:
      x = x
  x = __torch__.middle(x, w, "encoder.mid_block.", numbers[2])
  x = torch.silu(__torch__.norm(x, w, "encoder.conv_norm_out.", numbers[2]))
  return __torch__.conv(x, w, "encoder.conv_out.", 1)

def decode(z: Tensor, w: Dict[str, Tensor], numbers: List[int]) -> Tensor:
  x = __torch__.middle(__torch__.conv(z, w, "decoder.conv_in.", 1), w, "decoder.mid_block.", numbers[2])
  for i in range(numbers[0]):
    p = torch.format("decoder.up_blocks.{}.", i)
    for j in range(numbers[1] + 1):
      x = __torch__.resnet(x, w, torch.format("{}resnets.{}.", p, j), numbers[2])
    if torch.lt(i, numbers[0] - 1):
      x = torch.upsample_nearest2d(x, [torch.size(x, 2) * 2, torch.size(x, 3) * 2])
      x = __torch__.conv(x, w, p + "upsamplers.0.conv.", 1)
    else:
      x = x
  x = torch.silu(__torch__.norm(x, w, "decoder.conv_norm_out.", numbers[2]))
  return __torch__.conv(x, w, "decoder.conv_out.", 1)

def conv(x: Tensor, w: Dict[str, Tensor], p: str, padding: int) -> Tensor:
  return torch.conv2d(x, w[p + "weight"], w[p + "bias"], [1, 1], [padding, padding])

def norm(x: Tensor, w: Dict[str, Tensor], p: str, groups: int) -> Tensor:
  return torch.group_norm(x, groups, w[p + "weight"], w[p + "bias"], 1e-06)

def resnet(x: Tensor, w: Dict[str, Tensor], p: str, groups: int) -> Tensor:
  h = __torch__.conv(torch.silu(__torch__.norm(x, w, p + "norm1.", groups)), w, p + "conv1.", 1)
  h = __torch__.conv(torch.silu(__torch__.norm(h, w, p + "norm2.", groups)), w, p + "conv2.", 1)
  if torch.__contains__(w, p + "conv_shortcut.weight"):
    y = __torch__.conv(x, w, p + "conv_shortcut.", 0)
  else:
    y = x
  return y + h

def middle(x: Tensor, w: Dict[str, Tensor], p: str, groups: int) -> Tensor:
  h = __torch__.resnet(x, w, p + "resnets.0.", groups)
  h = h + __torch__.attention(h, w, p + "attentions.0.", groups)
  return __torch__.resnet(h, w, p + "resnets.1.", groups)

def attention(x: Tensor, w: Dict[str, Tensor], p: str, groups: int) -> Tensor:
  tokens = torch.transpose(torch.flatten(__torch__.norm(x, w, p + "group_norm.", groups), 2), 1, 2)
  q = torch.unsqueeze(__torch__.linear(tokens, w, p + "to_q."), 1)
  k = torch.unsqueeze(__torch__.linear(tokens, w, p + "to_k."), 1)
  v = torch.unsqueeze(__torch__.linear(tokens, w, p + "to_v."), 1)
  a = torch.squeeze(torch.scaled_dot_product_attention(q, k, v), 1)
  return torch.view_as(torch.contiguous(torch.transpose(__torch__.linear(a, w, p + "to_out.0."), 1, 2)), x)

def linear(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  return torch.linear(x, w[p + "weight"], w[p + "bias"])
