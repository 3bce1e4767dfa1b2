# SPDX-License-Identifier: EPL-2.0
# One step of vision-based distillation of a T5 encoder (Wang and others, "Scaling Down Text Encoders of Text-to-Image
# Diffusion Models", 2025), and of its ablation. Libraries: blocks, flux, t5, optim. B batch, T text tokens.
# f: the frozen FLUX transformer, diffusers' names; w, m, v: the student and AdamW's moments, by the names of t5.py.
# student: layers, heads, largest distance, 1 if gated; small: its epsilon, dropout.
# denoiser: double blocks, single blocks, heads, 1 if guided, axes of the rotary positions.
# rates: lr, beta1, beta2, eps, weight decay, largest norm of the gradients or 0, 1 if queries go slower.
# Steps return the loss [] and the gradients' norm [], both before the update. If either is not finite, the step
# changes nothing.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # ids [B, T]; latents [B, c, h, w] float32; teacher [B, T, joint_attention_dim]; pooled [B, n]; guidance [B];
  # sigmas: of this timestep and of the next. Also returns the latents of the next timestep, by the teacher's velocity.
  def vision(self: __torch__.Model, ids: Tensor, latents: Tensor, teacher: Tensor, pooled: Tensor, guidance: Tensor,
      sigmas: List[float], f: Dict[str, Tensor], denoiser: List[int], recompute: bool, w: Dict[str, Tensor],
      m: Dict[str, Tensor], v: Dict[str, Tensor], student: List[int], small: List[float], rates: List[float],
      step: int, seed: int) -> List[Tensor]:
    x = torch.clone(latents)
    sigma = torch.full([torch.size(x, 0)], sigmas[0], dtype=6, layout=None, device=x.device)
    conditioning = __torch__.flux.conditioning(torch.clone(pooled), torch.clone(guidance), torch.eq(denoiser[3], 1), f)
    temb = __torch__.flux.temb(sigma * 1000., conditioning, f)
    # Nothing here needs gradients, so nothing is kept for them.
    wanted = __torch__.velocity(x, torch.clone(teacher), temb, f, denoiser)
    leaves = __torch__.optim.leaves(w)
    text = __torch__.encode(torch.clone(ids), leaves, student, small, seed)
    if recompute:
      loss, slope = __torch__.slope_by_blocks(x, text, wanted, temb, f, denoiser)
    else:
      loss, slope = __torch__.slope(x, text, wanted, temb, f, denoiser)
    norm = __torch__.update(loss, text, slope, leaves, w, m, v, student[1], rates, step)
    if __torch__.good(loss, norm):
      result = x + wanted * (sigmas[1] - sigmas[0])
    else:
      result = x
    return [loss, norm, result]

  # The ablation: the student's text is compared with the teacher's, and no denoiser is asked.
  def embedding(self: __torch__.Model, ids: Tensor, teacher: Tensor, w: Dict[str, Tensor], m: Dict[str, Tensor],
      v: Dict[str, Tensor], student: List[int], small: List[float], rates: List[float], step: int,
      seed: int) -> List[Tensor]:
    leaves = __torch__.optim.leaves(w)
    text = __torch__.encode(torch.clone(ids), leaves, student, small, seed)
    leaf = torch.requires_grad_(torch.detach(text), True)
    wanted = torch.to(torch.clone(teacher), leaf.device)
    loss = torch.mean(torch.pow(torch.to(leaf, 6) - torch.to(wanted, 6), 2))
    slope = __torch__.optim.gradients(loss, [leaf])[0]
    loss0 = torch.detach(loss)
    return [loss0, __torch__.update(loss0, text, slope, leaves, w, m, v, student[1], rates, step)]

  # The rows of a table [n, d] by their first principal components [n, k], scaled to a standard deviation of 1.
  def principal(self: __torch__.Model, table: Tensor, k: int) -> Tensor:
    x = torch.to(table, 7)
    y = x - torch.mean(x, [0], True)
    values, vectors = torch.linalg_eigh(torch.mm(torch.t(y), y))
    d = torch.size(vectors, 1)
    best = torch.flip(torch.slice(vectors, 1, d - k, d), [1])
    # An eigenvector's sign is anyone's choice: the largest part is positive.
    largest = torch.gather(best, 0, torch.unsqueeze(torch.argmax(torch.abs(best), 0), 0))
    z = torch.mm(y, best * torch.sign(largest))
    return torch.contiguous(torch.to(z / torch.std(z), 6))

# The loss, and its slope along the text, with all of the denoiser's activations in memory.
def slope(x: Tensor, text: Tensor, wanted: Tensor, temb: Tensor, f: Dict[str, Tensor],
    denoiser: List[int]) -> Tuple[Tensor, Tensor]:
  leaf = torch.requires_grad_(torch.detach(text), True)
  loss = __torch__.difference(__torch__.velocity(x, leaf, temb, f, denoiser), wanted)
  return (torch.detach(loss), __torch__.optim.gradients(loss, [leaf])[0])

# The same with the activations of one block at a time: only what goes into each block is kept, and the block is
# computed again on the way back.
def slope_by_blocks(x: Tensor, text: Tensor, wanted: Tensor, temb: Tensor, f: Dict[str, Tensor],
    denoiser: List[int]) -> Tuple[Tensor, Tensor]:
  h = torch.size(x, 2)
  u = torch.size(x, 3)
  tokens = torch.size(text, 1)
  numbers = torch.slice(denoiser, 0, 3)
  rope = __torch__.flux.rope(tokens, h // 2, u // 2, torch.slice(denoiser, 4), x)
  given = torch.detach(text)
  states = [[__torch__.flux.context(given, f), __torch__.flux.embed(x, f)]]
  for i in range(denoiser[0] + denoiser[1]):
    _0 = torch.append(states, __torch__.flux.block(states[i], temb, rope, f, i, numbers, tokens))
  last = __torch__.leaves(states[-1])
  loss = __torch__.difference(__torch__.flux.output(last[-1], temb, f, h, u), wanted)
  slopes = __torch__.optim.gradients(loss, last)
  for j in range(denoiser[0] + denoiser[1]):
    i0 = denoiser[0] + denoiser[1] - 1 - j
    state = __torch__.leaves(states[i0])
    slopes = __torch__.back(__torch__.flux.block(state, temb, rope, f, i0, numbers, tokens), state, slopes)
  start = torch.requires_grad_(given, True)
  context = __torch__.flux.context(start, f)
  return (torch.detach(loss), __torch__.back([context], [start], [slopes[0]])[0])

def leaves(state: List[Tensor]) -> List[Tensor]:
  result = annotate(List[Tensor], [])
  for i in range(len(state)):
    _0 = torch.append(result, torch.requires_grad_(torch.detach(state[i]), True))
  return result

# Slopes along inputs, from the slopes along outputs.
def back(outputs: List[Tensor], inputs: List[Tensor], slopes: List[Tensor]) -> List[Tensor]:
  given = annotate(List[Optional[Tensor]], [])
  for i in range(len(slopes)):
    _0 = torch.append(given, slopes[i])
  found = torch.grad(outputs, inputs, given, None, False, False)
  result = annotate(List[Tensor], [])
  for i0 in range(len(inputs)):
    _1 = torch.append(result, torch.detach(unchecked_cast(Tensor, found[i0])))
  return result

def velocity(x: Tensor, text: Tensor, temb: Tensor, f: Dict[str, Tensor], denoiser: List[int]) -> Tensor:
  return __torch__.flux.velocity(x, text, temb, f, torch.slice(denoiser, 0, 3), torch.slice(denoiser, 4))

# Mean squared error over all elements, in float32.
def difference(given: Tensor, wanted: Tensor) -> Tensor:
  return torch.mean(torch.pow(torch.to(given, 6) - torch.to(wanted, 6), 2))

def good(loss: Tensor, norm: Tensor) -> bool:
  return bool(torch.isfinite(torch.to(loss, 6) + torch.to(norm, 6)))

# Takes the slope along the text back into the student, and steps. Returns the gradients' norm, float32.
def update(loss: Tensor, text: Tensor, slope: Tensor, leaves: Dict[str, Tensor], w: Dict[str, Tensor],
    m: Dict[str, Tensor], v: Dict[str, Tensor], heads: int, rates: List[float], step: int) -> Tensor:
  names = torch.keys(w)
  grads = __torch__.back([text], __torch__.optim.pick(leaves, names), [torch.to(slope, text.device, text.dtype)])
  norm = torch.to(__torch__.optim.clip(grads, rates[5]), 6)
  if __torch__.good(loss, norm):
    if rates[6] > 0.:
      _0 = __torch__.optim.adamw_t5(w, m, v, names, grads, step, rates[0], rates[1], rates[2], rates[3], rates[4],
        heads)
    else:
      _1 = __torch__.optim.adamw(w, m, v, names, grads, step, rates[0], rates[1], rates[2], rates[3], rates[4])
  return norm

# ids [B, T] to the student's text [B, T, projection]. Dropout is where transformers' T5 and DistillT5's projection
# have it in training.
def encode(ids: Tensor, w: Dict[str, Tensor], student: List[int], small: List[float], seed: int) -> Tensor:
  g = torch.Generator(device=ids.device, seed=seed)
  bias = __torch__.t5.position_bias(w, 0, torch.size(ids, 1), student[2])
  x = __torch__.drop(__torch__.t5.embed(ids, w), small[1], g)
  for i in range(student[0]):
    p = torch.format("encoder.block.{}.layer.", i)
    h = __torch__.t5.rms_norm(x, w[p + "0.layer_norm.weight"], small[0])
    a = __torch__.attention(h, bias, w, p + "0.SelfAttention.", student[1], small[1], g)
    x = x + __torch__.drop(a, small[1], g)
    h0 = __torch__.t5.rms_norm(x, w[p + "1.layer_norm.weight"], small[0])
    b = __torch__.feed_forward(h0, w, p + "1.DenseReluDense.", torch.eq(student[3], 1), small[1], g)
    x = x + __torch__.drop(b, small[1], g)
  y = __torch__.drop(__torch__.t5.final_norm(x, w, small[0]), small[1], g)
  z = __torch__.drop(torch.relu(__torch__.blocks.linear(y, w, "final_projection.0")), small[1], g)
  return __torch__.blocks.linear(z, w, "final_projection.3")

def attention(x: Tensor, bias: Tensor, w: Dict[str, Tensor], p: str, heads: int, dropout: float,
    g: Generator) -> Tensor:
  if dropout > 0.:
    n = [torch.size(x, 0), torch.size(x, 1), heads, -1]
    q = torch.transpose(torch.view(__torch__.blocks.linear(x, w, p + "q"), n), 1, 2)
    k = torch.transpose(torch.view(__torch__.blocks.linear(x, w, p + "k"), n), 1, 2)
    u = torch.transpose(torch.view(__torch__.blocks.linear(x, w, p + "v"), n), 1, 2)
    s = torch.softmax(torch.to(torch.matmul(q, torch.transpose(k, 2, 3)) + bias, 6), -1)
    a = torch.matmul(__torch__.drop(torch.to(s, u.dtype), dropout, g), u)
    y = __torch__.blocks.linear(torch.flatten(torch.transpose(a, 1, 2), 2), w, p + "o")
  else:
    y = __torch__.t5.attention(x, bias, w, p, heads)
  return y

def feed_forward(x: Tensor, w: Dict[str, Tensor], p: str, gated: bool, dropout: float, g: Generator) -> Tensor:
  if gated:
    y = torch.gelu(__torch__.blocks.linear(x, w, p + "wi_0"), approximate="tanh")
    h = y * __torch__.blocks.linear(x, w, p + "wi_1")
  else:
    h = torch.relu(__torch__.blocks.linear(x, w, p + "wi"))
  return __torch__.blocks.linear(__torch__.drop(h, dropout, g), w, p + "wo")

# Dropout by numbers of its own, which nothing else in the process draws from.
def drop(x: Tensor, dropout: float, g: Generator) -> Tensor:
  if dropout > 0.:
    keep = torch.bernoulli(torch.full_like(x, 1. - dropout), generator=g)
    y = x * (keep / (1. - dropout))
  else:
    y = x
  return y
