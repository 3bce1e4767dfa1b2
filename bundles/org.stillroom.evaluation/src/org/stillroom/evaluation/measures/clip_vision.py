# SPDX-License-Identifier: EPL-2.0
# CLIP's vision transformer (https://arxiv.org/abs/2103.00020) as TorchScript. Weights go by the names of transformers'
# CLIPModel, without "vision_model."; "pre_layrnorm" is spelled as there. Libraries: blocks, clip.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # Pixels [batch, 3, size, size], normalised -> [batch, projection_dim]
  def project(self: __torch__.Model, pixels: Tensor, w: Dict[str, Tensor], layers: int, heads: int, eps: float, quick: bool) -> Tensor:
    x = __torch__.clip.layer_norm(__torch__.embed(pixels, w), w, "pre_layrnorm", eps)
    for i in range(layers):
      x = __torch__.layer(x, w, torch.format("encoder.layers.{}.", i), heads, eps, quick)
    pooled = __torch__.clip.layer_norm(torch.select(x, 1, 0), w, "post_layernorm", eps)
    return __torch__.blocks.linear(pooled, w, "visual_projection")

# A token of the class and one for each patch.
def embed(pixels: Tensor, w: Dict[str, Tensor]) -> Tensor:
  weight = w["embeddings.patch_embedding.weight"]
  patches = torch.conv2d(pixels, weight, None, [torch.size(weight, 2), torch.size(weight, 3)])
  tokens = patches.flatten(2).transpose(1, 2)
  first = torch.expand(w["embeddings.class_embedding"], [torch.size(pixels, 0), 1, -1])
  return torch.cat([first, tokens], 1) + w["embeddings.position_embedding.weight"]

def layer(x: Tensor, w: Dict[str, Tensor], p: str, heads: int, eps: float, quick: bool) -> Tensor:
  x1 = x + __torch__.attention(__torch__.clip.layer_norm(x, w, p + "layer_norm1", eps), w, p + "self_attn.", heads)
  h = __torch__.blocks.linear(__torch__.clip.layer_norm(x1, w, p + "layer_norm2", eps), w, p + "mlp.fc1")
  if quick:
    a = h * torch.sigmoid(h * 1.702)
  else:
    a = torch.gelu(h, approximate="none")
  return x1 + __torch__.blocks.linear(a, w, p + "mlp.fc2")

# Every token sees all others.
def attention(x: Tensor, w: Dict[str, Tensor], p: str, heads: int) -> Tensor:
  b = torch.size(x, 0)
  n = torch.size(x, 1)
  q = torch.view(__torch__.blocks.linear(x, w, p + "q_proj"), [b, n, heads, -1]).transpose(1, 2)
  k = torch.view(__torch__.blocks.linear(x, w, p + "k_proj"), [b, n, heads, -1]).transpose(1, 2)
  v = torch.view(__torch__.blocks.linear(x, w, p + "v_proj"), [b, n, heads, -1]).transpose(1, 2)
  a = torch.scaled_dot_product_attention(q, k, v)
  return __torch__.blocks.linear(torch.reshape(a.transpose(1, 2), [b, n, -1]), w, p + "out_proj")
