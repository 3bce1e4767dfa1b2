# SPDX-License-Identifier: EPL-2.0
# InceptionV3 (https://arxiv.org/abs/1512.00567) as the Fréchet inception distance uses it: TensorFlow's network of
# 2015-12-05 up to its last pooling. Weights by torchvision's names. Against torchvision's network, average pooling
# leaves the padding out, and the last block pools by the maximum.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # Pictures [batch, 3, height, width] in [0, 1] -> [batch, 2048]
  def features(self: __torch__.Model, pictures: Tensor, w: Dict[str, Tensor]) -> Tensor:
    x = torch.upsample_bilinear2d(pictures, [299, 299], False) * 2. - 1.
    x1 = __torch__.valid(x, w, "Conv2d_1a_3x3", 2)
    x2 = __torch__.same(__torch__.valid(x1, w, "Conv2d_2a_3x3", 1), w, "Conv2d_2b_3x3")
    x3 = __torch__.same(torch.max_pool2d(x2, [3, 3], [2, 2]), w, "Conv2d_3b_1x1")
    h = torch.max_pool2d(__torch__.valid(x3, w, "Conv2d_4a_3x3", 1), [3, 3], [2, 2])
    for name in ["Mixed_5b.", "Mixed_5c.", "Mixed_5d."]:
      h = __torch__.block_35(h, w, name)
    h = __torch__.reduce_35(h, w, "Mixed_6a.")
    for name in ["Mixed_6b.", "Mixed_6c.", "Mixed_6d.", "Mixed_6e."]:
      h = __torch__.block_17(h, w, name)
    h = __torch__.reduce_17(h, w, "Mixed_7a.")
    h = __torch__.block_8(h, w, "Mixed_7b.", __torch__.average(h))
    h = __torch__.block_8(h, w, "Mixed_7c.", torch.max_pool2d(h, [3, 3], [1, 1], [1, 1]))
    return h.mean([2, 3])

def norm(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  y = torch.batch_norm(x, w[p + ".bn.weight"], w[p + ".bn.bias"], w[p + ".bn.running_mean"], w[p + ".bn.running_var"], False, 0., 0.001, False)
  return torch.relu(y)

# A convolution that keeps the size of the picture.
def same(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  weight = w[p + ".conv.weight"]
  padding = [torch.size(weight, 2) // 2, torch.size(weight, 3) // 2]
  return __torch__.norm(torch.conv2d(x, weight, None, [1, 1], padding), w, p)

# A convolution without padding.
def valid(x: Tensor, w: Dict[str, Tensor], p: str, stride: int) -> Tensor:
  return __torch__.norm(torch.conv2d(x, w[p + ".conv.weight"], None, [stride, stride]), w, p)

# Several convolutions one after another.
def chain(x: Tensor, w: Dict[str, Tensor], p: str, names: List[str]) -> Tensor:
  y = x
  for name in names:
    y = __torch__.same(y, w, p + name)
  return y

def average(x: Tensor) -> Tensor:
  return torch.avg_pool2d(x, [3, 3], [1, 1], [1, 1], False, False)

def block_35(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  a = __torch__.same(x, w, p + "branch1x1")
  b = __torch__.chain(x, w, p, ["branch5x5_1", "branch5x5_2"])
  c = __torch__.chain(x, w, p, ["branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3"])
  d = __torch__.same(__torch__.average(x), w, p + "branch_pool")
  return torch.cat([a, b, c, d], 1)

def reduce_35(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  a = __torch__.valid(x, w, p + "branch3x3", 2)
  b = __torch__.chain(x, w, p, ["branch3x3dbl_1", "branch3x3dbl_2"])
  return torch.cat([a, __torch__.valid(b, w, p + "branch3x3dbl_3", 2), torch.max_pool2d(x, [3, 3], [2, 2])], 1)

def block_17(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  a = __torch__.same(x, w, p + "branch1x1")
  b = __torch__.chain(x, w, p, ["branch7x7_1", "branch7x7_2", "branch7x7_3"])
  c = __torch__.chain(x, w, p, ["branch7x7dbl_1", "branch7x7dbl_2", "branch7x7dbl_3", "branch7x7dbl_4", "branch7x7dbl_5"])
  d = __torch__.same(__torch__.average(x), w, p + "branch_pool")
  return torch.cat([a, b, c, d], 1)

def reduce_17(x: Tensor, w: Dict[str, Tensor], p: str) -> Tensor:
  a = __torch__.valid(__torch__.same(x, w, p + "branch3x3_1"), w, p + "branch3x3_2", 2)
  b = __torch__.chain(x, w, p, ["branch7x7x3_1", "branch7x7x3_2", "branch7x7x3_3"])
  return torch.cat([a, __torch__.valid(b, w, p + "branch7x7x3_4", 2), torch.max_pool2d(x, [3, 3], [2, 2])], 1)

def block_8(x: Tensor, w: Dict[str, Tensor], p: str, pooled: Tensor) -> Tensor:
  a = __torch__.same(x, w, p + "branch1x1")
  b = __torch__.same(x, w, p + "branch3x3_1")
  c = __torch__.chain(x, w, p, ["branch3x3dbl_1", "branch3x3dbl_2"])
  d = __torch__.same(pooled, w, p + "branch_pool")
  return torch.cat([a, __torch__.same(b, w, p + "branch3x3_2a"), __torch__.same(b, w, p + "branch3x3_2b"), __torch__.same(c, w, p + "branch3x3dbl_3a"), __torch__.same(c, w, p + "branch3x3dbl_3b"), d], 1)
