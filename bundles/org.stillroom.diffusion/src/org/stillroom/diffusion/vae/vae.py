# SPDX-License-Identifier: EPL-2.0
# AutoencoderKL, block by block. Weights under the names of diffusers; p is the prefix of a block, such as
# "decoder.up_blocks.0.resnets.1.". Pictures and latents are [batch, channels, height, width].
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def from_latents(self: __torch__.Model, x: Tensor, scaling_factor: float, shift_factor: float) -> Tensor:
    return x / scaling_factor + shift_factor
  def to_latents(self: __torch__.Model, x: Tensor, scaling_factor: float, shift_factor: float) -> Tensor:
    # The first half of the channels is the mean of the posterior, the second its logarithm of the variance.
    mean = torch.chunk(x.to(6), 2, 1)[0]
    return (mean - shift_factor) * scaling_factor
  def from_picture(self: __torch__.Model, x: Tensor) -> Tensor:
    return x * 2. - 1.
  def to_picture(self: __torch__.Model, x: Tensor) -> Tensor:
    return torch.clamp(x * 0.5 + 0.5, 0., 1.)
  def conv(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, padding: int) -> Tensor:
    return __torch__.conv(x, w, p, 1, padding)
  def resnet(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, groups: int) -> Tensor:
    h = torch.silu_(__torch__.norm(x, w, p + "norm1.", groups))
    h = __torch__.conv(h, w, p + "conv1.", 1, 1)
    h = torch.silu_(__torch__.norm(h, w, p + "norm2.", groups))
    h = __torch__.conv(h, w, p + "conv2.", 1, 1)
    if torch.__contains__(w, p + "conv_shortcut.weight"):
      shortcut = __torch__.conv(x, w, p + "conv_shortcut.", 1, 0)
    else:
      shortcut = x
    return torch.add_(h, shortcut)
  def attention(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, groups: int) -> Tensor:
    b, c, height, width = torch.size(x)
    h = __torch__.norm(x, w, p + "group_norm.", groups).view([b, c, height * width]).transpose(1, 2)
    q = __torch__.linear(h, w, p + "to_q.").unsqueeze(1)
    k = __torch__.linear(h, w, p + "to_k.").unsqueeze(1)
    v = __torch__.linear(h, w, p + "to_v.").unsqueeze(1)
    a = torch.scaled_dot_product_attention(q, k, v).squeeze(1)
    a = __torch__.linear(a, w, p + "to_out.0.")
    return x + a.transpose(1, 2).reshape([b, c, height, width])
  def downsample(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
    # One row and column of zeros at the bottom and at the right only, as the model was trained.
    return __torch__.conv(torch.constant_pad_nd(x, [0, 1, 0, 1], 0.), w, p, 2, 0)
  def upsample(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
    b, c, height, width = torch.size(x)
    doubled = torch.upsample_nearest2d(x, [height * 2, width * 2])
    return __torch__.conv(doubled, w, p, 1, 1)
  def out(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, groups: int) -> Tensor:
    h = torch.silu_(__torch__.norm(x, w, p + "conv_norm_out.", groups))
    return __torch__.conv(h, w, p + "conv_out.", 1, 1)

def conv(x: Tensor, w: Dict[str, Tensor], p: str, stride: int, padding: int) -> Tensor:
  return torch.conv2d(x, w[p + "weight"], w[p + "bias"], [stride, stride], [padding, padding])

def norm(x: Tensor, w: Dict[str, Tensor], p: str, groups: int) -> Tensor:
  return torch.group_norm(x, groups, w[p + "weight"], w[p + "bias"], 1e-6)

# Original single files hold these matrices as 1x1 convolutions.
def linear(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  bias = w[p + "bias"]
  weight = w[p + "weight"].reshape([torch.size(bias, 0), -1])
  return torch.linear(x, weight, bias)
