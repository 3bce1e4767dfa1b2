# SPDX-License-Identifier: EPL-2.0
# Trains a T5 v1.1 as a language model: the encoder reads a text with gaps, the decoder writes what is missing
# (https://arxiv.org/abs/1910.10683). Libraries: t5, blocks, optim. w: weights by the names of transformers'
# T5ForConditionalGeneration. B texts of T tokens, L tokens to write; padding is 0. As in use, padding of the text is
# seen by attention; that of the target is not counted.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]

  # One step. Returns the loss [] and the gradients' norm []. numbers: layers of the encoder, heads, layers of the
  # decoder; rates: lr, beta1, beta2, eps, weight decay, largest norm of the gradients, decay of the average.
  def step(self: __torch__.Model, ids: Tensor, target: Tensor, w: Dict[str, Tensor], m: Dict[str, Tensor],
      v: Dict[str, Tensor], a: Dict[str, Tensor], numbers: List[int], rates: List[float], step: int) -> List[Tensor]:
    leaves = __torch__.optim.leaves(w)
    here = torch.to(torch.clone(ids), w["shared.weight"].device)
    wanted = torch.to(torch.clone(target), w["shared.weight"].device)
    loss = __torch__.loss(__torch__.logits(here, wanted, leaves, numbers), wanted)
    names = torch.keys(w)
    grads = __torch__.optim.gradients(loss, __torch__.optim.pick(leaves, names))
    norm = __torch__.optim.clip(grads, rates[5])
    if torch.isfinite(norm).item():
      _0 = __torch__.optim.adamw_t5(w, m, v, names, grads, step, rates[0], rates[1], rates[2], rates[3], rates[4],
        numbers[1])
      _1 = __torch__.optim.average(a, w, names, rates[6])
    return [torch.detach(loss), torch.detach(norm)]

  # The loss [], how many tokens were written right [] and how many there were [], each given those before it.
  def read(self: __torch__.Model, ids: Tensor, target: Tensor, w: Dict[str, Tensor],
      numbers: List[int]) -> List[Tensor]:
    here = torch.to(ids, w["shared.weight"].device)
    wanted = torch.to(target, w["shared.weight"].device)
    logits = __torch__.logits(here, wanted, w, numbers)
    counted = torch.ne(wanted, 0)
    right = torch.logical_and(torch.eq(torch.argmax(logits, -1), wanted), counted)
    return [__torch__.loss(logits, wanted), torch.to(torch.sum(right), 6), torch.to(torch.sum(counted), 6)]

# Mean over all tokens but padding.
def loss(logits: Tensor, target: Tensor) -> Tensor:
  return torch.cross_entropy_loss(torch.flatten(logits, 0, 1), torch.flatten(target), None, 1, 0, 0.)

# [B, T] and [B, L] to [B, L, vocabulary]
def logits(ids: Tensor, target: Tensor, w: Dict[str, Tensor], numbers: List[int]) -> Tensor:
  x = __torch__.t5.embed(ids, w)
  bias = __torch__.t5.position_bias(w, 0, torch.size(ids, 1), 128)
  for i in range(numbers[0]):
    x = __torch__.t5.layer(x, bias, w, i, numbers[1], 1e-06, True)
  text = __torch__.t5.final_norm(x, w, 1e-06)
  # the decoder is given what stands before each token, and padding before the first
  before = torch.constant_pad_nd(torch.slice(target, 1, 0, -1), [1, 0], 0)
  y = __torch__.t5.embed(before, w)
  past = __torch__.causal_bias(w, torch.size(target, 1), 128)
  for i0 in range(numbers[2]):
    p = torch.format("decoder.block.{}.layer.", i0)
    h = __torch__.t5.rms_norm(y, w[p + "0.layer_norm.weight"], 1e-06)
    y = y + __torch__.t5.attention(h, past, w, p + "0.SelfAttention.", numbers[1])
    h0 = __torch__.t5.rms_norm(y, w[p + "1.layer_norm.weight"], 1e-06)
    y = y + __torch__.cross_attention(h0, text, w, p + "1.EncDecAttention.", numbers[1])
    h1 = __torch__.t5.rms_norm(y, w[p + "2.layer_norm.weight"], 1e-06)
    y = y + __torch__.t5.feed_forward(h1, w, p + "2.DenseReluDense.", True)
  return __torch__.blocks.linear(__torch__.t5.rms_norm(y, w["decoder.final_layer_norm.weight"], 1e-06), w, "lm_head")

# No bias by position: what is read may be anywhere.
def cross_attention(x: Tensor, text: Tensor, w: Dict[str, Tensor], p: str, heads: int) -> Tensor:
  b = torch.size(x, 0)
  q = torch.transpose(torch.view(__torch__.blocks.linear(x, w, p + "q"), [b, torch.size(x, 1), heads, -1]), 1, 2)
  n = [b, torch.size(text, 1), heads, -1]
  k = torch.transpose(torch.view(__torch__.blocks.linear(text, w, p + "k"), n), 1, 2)
  v = torch.transpose(torch.view(__torch__.blocks.linear(text, w, p + "v"), n), 1, 2)
  a = torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=1.)
  return __torch__.blocks.linear(torch.reshape(torch.transpose(a, 1, 2), [b, torch.size(x, 1), -1]), w, p + "o")

# [1, heads, tokens, tokens]: a decoder's buckets are all for what lies behind, half of them for exact distances; what
# lies ahead is not seen.
def causal_bias(w: Dict[str, Tensor], tokens: int, max_distance: int) -> Tensor:
  table = w["decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight"]
  position = torch.arange(tokens, dtype=4, layout=None, device=torch.device("cpu"), pin_memory=None)
  ahead = torch.unsqueeze(position, 0) - torch.unsqueeze(position, 1)
  behind = torch.clamp(torch.neg(ahead), 0)
  buckets = torch.size(table, 0)
  exact = torch.floordiv(buckets, 2)
  far = torch.clamp(behind, 1)
  scaled = torch.log(torch.to(far, 6) / exact) / torch.log(max_distance / exact) * (buckets - exact)
  large = torch.clamp(torch.to(scaled, 4) + exact, 0, buckets - 1)
  bucket = torch.where(torch.lt(behind, exact), behind, large)
  bias = torch.permute(torch.embedding(table, torch.to(bucket, table.device)), [2, 0, 1])
  hidden = torch.to(torch.gt(ahead, 0), table.device, table.dtype) * -30000.
  return torch.contiguous(torch.unsqueeze(bias + hidden, 0))
