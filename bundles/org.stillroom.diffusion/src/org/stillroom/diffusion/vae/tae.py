# SPDX-License-Identifier: EPL-2.0
# Tiny autoencoders (TAEF1, TAESD3). p is the prefix of a layer in the file, such as "3.".
# Pictures inside are in [0, 1]; outside, as with other autoencoders, in [-1, 1].
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def from_latents(self: __torch__.Model, x: Tensor, scaling_factor: float, shift_factor: float) -> Tensor:
    return x / scaling_factor + shift_factor
  def to_latents(self: __torch__.Model, x: Tensor, scaling_factor: float, shift_factor: float) -> Tensor:
    return (x.to(6) - shift_factor) * scaling_factor
  def encode_in(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
    return __torch__.conv(x * 0.5 + 0.5, w, p, 1)
  def decode_in(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
    return torch.relu_(__torch__.conv(torch.tanh(x / 3.) * 3., w, p, 1))
  def block(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
    h = torch.relu_(__torch__.conv(x, w, p + "conv.0.", 1))
    h = torch.relu_(__torch__.conv(h, w, p + "conv.2.", 1))
    return torch.relu_(__torch__.conv(h, w, p + "conv.4.", 1).add_(x))
  def downsample(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
    return torch.conv2d(x, w[p + "weight"], None, [2, 2], [1, 1])
  def upsample(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
    b, c, height, width = torch.size(x)
    doubled = torch.upsample_nearest2d(x, [height * 2, width * 2])
    return torch.conv2d(doubled, w[p + "weight"], None, [1, 1], [1, 1])
  def encode_out(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
    return __torch__.conv(x, w, p, 1)
  def decode_out(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
    return __torch__.conv(x, w, p, 1) * 2. - 1.

def conv(x: Tensor, w: Dict[str, Tensor], p: str, stride: int) -> Tensor:
  return torch.conv2d(x, w[p + "weight"], w[p + "bias"], [stride, stride], [1, 1])
