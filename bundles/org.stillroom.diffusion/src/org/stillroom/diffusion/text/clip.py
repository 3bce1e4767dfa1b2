# SPDX-License-Identifier: EPL-2.0
# CLIP's text encoder (https://arxiv.org/abs/2103.00020) as TorchScript. Weights go by the names of transformers'
# CLIPTextModelWithProjection, without "text_model.". Library: blocks.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # ids [rows, tokens] int64 -> [rows, tokens, hidden_size]
  def embed(self: __torch__.Model, ids: Tensor, w: Dict[str, Tensor]) -> Tensor:
    position = torch.slice(w["embeddings.position_embedding.weight"], 0, 0, torch.size(ids, 1), 1)
    return __torch__.blocks.embedding(ids, w, "embeddings.token_embedding.weight").to(position.dtype) + position
  # x [rows, tokens, hidden_size] -> the same shape
  def layer(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], i: int, heads: int, eps: float,
      quick: bool) -> Tensor:
    p = torch.format("encoder.layers.{}.", i)
    x1 = x + __torch__.attention(__torch__.layer_norm(x, w, p + "layer_norm1", eps), w, p + "self_attn.", heads)
    h = __torch__.blocks.linear(__torch__.layer_norm(x1, w, p + "layer_norm2", eps), w, p + "mlp.fc1")
    if quick:
      a = h * torch.sigmoid(h * 1.702)
    else:
      a = torch.gelu(h, approximate="none")
    return x1 + __torch__.blocks.linear(a, w, p + "mlp.fc2")
  def final_norm(self: __torch__.Model, x: Tensor, w: Dict[str, Tensor], eps: float) -> Tensor:
    return __torch__.layer_norm(x, w, "final_layer_norm", eps)
  # state of each row at its end-of-text position [rows]: [rows, tokens, hidden_size] -> [rows, hidden_size]
  def pool(self: __torch__.Model, x: Tensor, positions: Tensor) -> Tensor:
    rows = torch.arange(torch.size(x, 0), dtype=4, layout=None, device=x.device, pin_memory=None)
    flat = torch.reshape(x, [-1, torch.size(x, 2)])
    return torch.index_select(flat, 0, rows * torch.size(x, 1) + positions)
  # [rows, hidden_size] -> [rows, projection_dim]
  def project(self: __torch__.Model, pooled: Tensor, w: Dict[str, Tensor]) -> Tensor:
    if "text_projection" in w:
      # as OpenCLIP has it
      y = torch.matmul(pooled, w["text_projection"])
    else:
      y = __torch__.blocks.linear(pooled, w, "text_projection")
    return y
def layer_norm(x: Tensor, w: Dict[str, Tensor], p: str, eps: float) -> Tensor:
  return torch.layer_norm(x, [torch.size(x, -1)], w[p + ".weight"], w[p + ".bias"], eps)
# A token sees itself and what stands before it; padding behind the end-of-text token is never seen by it.
def attention(x: Tensor, w: Dict[str, Tensor], p: str, heads: int) -> Tensor:
  b = torch.size(x, 0)
  n = torch.size(x, 1)
  q = torch.transpose(torch.view(__torch__.blocks.linear(x, w, p + "q_proj"), [b, n, heads, -1]), 1, 2)
  k = torch.transpose(torch.view(__torch__.blocks.linear(x, w, p + "k_proj"), [b, n, heads, -1]), 1, 2)
  v = torch.transpose(torch.view(__torch__.blocks.linear(x, w, p + "v_proj"), [b, n, heads, -1]), 1, 2)
  a = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
  return __torch__.blocks.linear(torch.reshape(torch.transpose(a, 1, 2), [b, n, -1]), w, p + "out_proj")
