# SPDX-License-Identifier: EPL-2.0
# AutoencoderKL, block by block. Library: blocks. Weights under the names of diffusers; p is the prefix of a block, such as
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
    return torch.contiguous((mean - shift_factor) * scaling_factor)
  def from_picture(self: __torch__.Model, x: Tensor) -> Tensor:
    return x * 2. - 1.
  def to_picture(self: __torch__.Model, x: Tensor) -> Tensor:
    return torch.contiguous(torch.clamp(x * 0.5 + 0.5, 0., 1.))
  # Layers of a large picture are computed in bands of rows, so that no call takes long: the *_rows methods give rows top
  # to bottom of their result, and put() writes them into room(), an empty tensor for all of them. On CPUs the channels
  # of a pixel lie together (memory format 2), for which convolutions, norms and doubling are faster.
  def room(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, height: int, width: int) -> Tensor:
    size = [torch.size(x, 0), torch.size(w[p + "weight"], 0), height, width]
    if x.is_cuda:
      room = torch.new_empty(x, size)
    else:
      room = torch.empty(size, dtype=x.dtype, memory_format=2)
    return room
  def put(self: __torch__.Model, out: Tensor, band: Tensor, top: int, bottom: int) -> Tensor:
    _0 = torch.slice(out, 2, top, bottom).copy_(band)
    return torch.slice(out, 2, 0, 0)
  # What a group norm does to each channel: [2, batch, channels], factor and summand, for groups first to last.
  def norm(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, groups: int, first: int, last: int) -> Tensor:
    b, c, height, width = torch.size(x)
    size = c // groups
    part = x.to(6)
    if last - first < groups:
      part = torch.contiguous(torch.slice(x, 1, first * size, last * size).to(6))
    _0, mean, scale = torch.native_group_norm(part, None, None, b, (last - first) * size, height * width, last - first, 1e-6)
    weight = torch.slice(w[p + "weight"], 0, first * size, last * size).to(6)
    bias = torch.slice(w[p + "bias"], 0, first * size, last * size).to(6)
    factor = torch.repeat_interleave(scale, size, 1) * weight
    return torch.stack([factor, bias - torch.repeat_interleave(mean, size, 1) * factor])
  def conv_rows(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, top: int, bottom: int) -> Tensor:
    h = __torch__.rows(x, top - __torch__.halo(w, p), bottom + __torch__.halo(w, p))
    return __torch__.conv(h, w, p, top, bottom, torch.size(x, 2))
  def norm_conv_rows(self: __torch__.Model, x: Tensor, norm: Tensor, w: Dict[str, Tensor], p: str, top: int,
      bottom: int) -> Tensor:
    h = torch.silu_(__torch__.normed(__torch__.rows(x, top - 1, bottom + 1), norm))
    return __torch__.conv(h, w, p, top, bottom, torch.size(x, 2))
  # Added to rows of another picture.
  def norm_conv_add_rows(self: __torch__.Model, x: Tensor, norm: Tensor, to: Tensor, w: Dict[str, Tensor], p: str,
      top: int, bottom: int) -> Tensor:
    return self.norm_conv_rows(x, norm, w, p, top, bottom).add_(torch.slice(to, 2, top, bottom))
  def upsample_rows(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, top: int, bottom: int) -> Tensor:
    # Doubled rows 2 * first and following; top and bottom may be odd.
    first = __torch__.at_least_0(top - 1) // 2
    h = torch.slice(x, 2, first, bottom // 2 + 1)
    b, c, height, width = torch.size(h)
    doubled = torch.upsample_nearest2d(h, [height * 2, width * 2])
    h = __torch__.rows(doubled, top - 1 - 2 * first, bottom + 1 - 2 * first)
    return __torch__.conv(h, w, p, top, bottom, 2 * torch.size(x, 2))
  def downsample_rows(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], p: str, top: int, bottom: int) -> Tensor:
    # One row and column of zeros at the bottom and at the right only, as the model was trained.
    h = torch.slice(x, 2, 2 * top, 2 * bottom + 1)
    below = 2 * bottom + 1 - 2 * top - torch.size(h, 2)
    h = torch.constant_pad_nd(h, [0, 1, 0, below], 0.)
    return torch.conv2d(h, w[p + "weight"], w[p + "bias"], [2, 2], [0, 0])
  # Attention over all pixels: [batch, pixels, channels].
  def tokens(self: __torch__.Model, x: Tensor, norm: Tensor) -> Tensor:
    return __torch__.normed(x, norm).flatten(2).transpose(1, 2).contiguous()
  def linear(self: __torch__.Model, tokens: Tensor, w: Dict[str, Tensor], p: str, first: int, last: int) -> Tensor:
    return __torch__.blocks.linear(torch.slice(tokens, 1, first, last), w, p)
  # Adds the attention of pixels first to last to those of x.
  def attend(self: __torch__.Model, x: Tensor, tokens: Tensor, k: Tensor, v: Tensor, w: Dict[str, Tensor], p: str, first: int, last: int) -> Tensor:
    q = __torch__.blocks.linear(torch.slice(tokens, 1, first, last), w, p + "to_q").unsqueeze(1)
    a = __torch__.machine.attention(q, k.unsqueeze(1), v.unsqueeze(1), None, None).squeeze(1)
    a = __torch__.blocks.linear(a, w, p + "to_out.0").transpose(1, 2)
    _0 = torch.slice(x.flatten(2), 2, first, last).add_(a)
    return torch.slice(x, 2, 0, 0)

# Rows of a picture; those before its first and after its last are left out.
def rows(x: Tensor, top: int, bottom: int) -> Tensor:
  return torch.slice(x, 2, __torch__.at_least_0(top), bottom)

def at_least_0(n: int) -> int:
  if torch.lt(n, 0):
    m = 0
  else:
    m = n
  return m

# Rows that a convolution of size 3 or 1 sees above and below each.
def halo(w: Dict[str, Tensor], p: str) -> int:
  return torch.size(w[p + "weight"], 2) // 2

# Rows top to bottom of a picture's convolution, from the rows that it sees.
def conv(h: Tensor, w: Dict[str, Tensor], p: str, top: int, bottom: int, height: int) -> Tensor:
  halo = __torch__.halo(w, p)
  above = halo if torch.eq(top, 0) else 0
  below = halo if torch.eq(bottom, height) else 0
  if torch.eq(above, below):
    padded = h
    padding = above
  else:
    padded = torch.constant_pad_nd(h, [0, 0, above, below], 0.)
    padding = 0
  return torch.conv2d(padded, w[p + "weight"], w[p + "bias"], [1, 1], [padding, halo])

def normed(x: Tensor, norm: Tensor) -> Tensor:
  factor, summand = norm.unsqueeze(-1).unsqueeze(-1).unbind(0)
  return torch.addcmul(summand, x, factor).to(ops.prim.dtype(x))
