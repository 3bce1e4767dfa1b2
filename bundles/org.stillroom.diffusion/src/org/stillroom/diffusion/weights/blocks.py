# SPDX-License-Identifier: EPL-2.0
# What the models have in common, as a library of functions: __torch__.blocks.name(…). Weights go by the names of the
# program that asks. B batch, S tokens, d width.

# A linear layer, p its name. [.., in] to [.., out]; with a bias where the model has one. What a LoRA adds lies beside a
# weight that is not stored as it is computed with: up [out, rank], down [rank, in].
def linear(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  return __torch__.adapted(__torch__.stored.linear(x, w, p + ".weight", __torch__.bias(w, p)), x, w, p)

# Linear layers of the same input, by their names.
def linears(x: Tensor, w: Dict[str, Tensor], ps: List[str]) -> List[Tensor]:
  biases = annotate(List[Optional[Tensor]], [])
  names = annotate(List[str], [])
  for p in ps:
    _ = torch.append(biases, __torch__.bias(w, p))
    _ = torch.append(names, p + ".weight")
  y = __torch__.stored.linears(x, w, names, biases)
  all = annotate(List[Tensor], [])
  for i in range(len(ps)):
    _ = torch.append(all, __torch__.adapted(y[i], x, w, ps[i]))
  return all

def bias(w: Dict[str, Tensor], p: str) -> Optional[Tensor]:
  bias = annotate(Optional[Tensor], None)
  if p + ".bias" in w:
    bias = w[p + ".bias"]
  return bias

def adapted(y: Tensor, x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  if p + ".weight.lora_up" in w:
    z = y + torch.linear(torch.linear(x, w[p + ".weight.lora_down"]), w[p + ".weight.lora_up"])
  else:
    z = y
  return z

# Rows of a table by their ids [rows, tokens], of which only these are unpacked, to float32. [rows, tokens, d]
def embedding(ids: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  return __torch__.stored.rows(ids, w, name)

# An embedder of diffusers: of timesteps, guidance or pooled text.
def mlp(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  return __torch__.linear(torch.silu(__torch__.linear(x, w, p + ".linear_1")), w, p + ".linear_2")

# diffusers' FeedForward with its tanh GELU; p ends in "net".
def feed_forward(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  return __torch__.linear(__torch__.gelu_tanh(__torch__.linear(x, w, p + ".0.proj")), w, p + ".2")

# x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2. On CPUs some passes take half of the time of libtorch's own
# function, whose tanh is slow.
def gelu_tanh(x: Tensor) -> Tensor:
  if x.is_cuda or x.dtype != 6 or x.requires_grad:
    y = torch.gelu(x, approximate="tanh")
  else:
    y = __torch__.twice_gelu(x).mul_(0.5)
  return y

def twice_gelu(x: Tensor) -> Tensor:
  y = torch.addcmul(torch.tensor(0.7978845608028654), x, x, value=0.035677408136300125)
  return torch.addcmul(x, x, torch.tanh_(torch.mul_(y, x)), out=y)

# [a, gelu_tanh(x)], which on CPUs is made in its place.
def beside_gelu(a: Tensor, x: Tensor) -> Tensor:
  if x.is_cuda or x.dtype != 6 or x.requires_grad or a.requires_grad:
    y = torch.cat([a, __torch__.gelu_tanh(x)], -1)
  else:
    y = torch.empty([x.size(0), x.size(1), a.size(-1) + x.size(-1)], dtype=6)
    _ = torch.copy_(torch.slice(y, 2, 0, a.size(-1)), a)
    _ = torch.mul(__torch__.twice_gelu(x), torch.tensor(0.5), out=torch.slice(y, 2, a.size(-1)))
  return y

# Features of a timestep, cos first, float32: [n] to [n, size]. The frequencies come from float64: exp of float32 has
# another last digit on another maker's processor, and at a timestep of 1000 one such digit moves an angle by 6e-5.
def sinusoid(t: Tensor, size: int) -> Tensor:
  half = size // 2
  exponent = torch.arange(half, dtype=6, device=t.device) * -9.210340371976184 / half
  frequency = torch.exp(exponent.to(7)).to(6)
  angle = t.to(6).unsqueeze(1) * frequency
  return torch.cat([torch.cos(angle), torch.sin(angle)], 1)

# (1 + scale) LN(x) + shift in one pass where all rows share the modulation.
def modulate(x: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
  d = x.size(-1)
  if shift.size(0) == 1:
    y = torch.layer_norm(x, [d], (scale + 1).view([d]), shift.reshape([d]), 1e-6)
  else:
    y = torch.addcmul(shift, torch.layer_norm(x, [d], None, None, 1e-6), scale + 1)
  return y

# Queries or keys cut into heads and normed by RMS, float32. [B, S, d] to [B, S, heads, d / heads]
def normed_heads(x: Tensor, w: Dict[str, Tensor], norm: str, heads: int) -> Tensor:
  y = x.to(6).view([x.size(0), x.size(1), heads, -1])
  n = torch.linalg_vector_norm(y, 2, [-1], True)
  return y * torch.rsqrt(n * n / y.size(-1) + 1e-6) * w[norm].to(6)

# q, k [B, S, heads, d / heads] and v [B, S, d] to [B, S of q, d]; mask is added to the scores
def attention(q: Tensor, k: Tensor, v: Tensor, heads: int, mask: Optional[Tensor]) -> Tensor:
  u = v.view([v.size(0), v.size(1), heads, -1])
  a = __torch__.machine.attention(q.transpose(1, 2), k.transpose(1, 2), u.transpose(1, 2), mask, None)
  return torch.flatten(a.transpose(1, 2), 2)

# diffusers keeps float16 within its range between blocks.
def clip_half(x: Tensor) -> Tensor:
  if x.dtype == 5:
    y = torch.clamp(x, -65504, 65504)
  else:
    y = x
  return y
