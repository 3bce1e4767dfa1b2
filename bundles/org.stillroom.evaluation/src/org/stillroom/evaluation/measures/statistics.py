# SPDX-License-Identifier: EPL-2.0
# Comparison of two sets of pictures by their features, [pictures, width], in double precision.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  # Squared distance of the means, both traces, and the trace of the root of the covariances' product, as the bits of
  # doubles: int64 [4].
  def frechet(self: __torch__.Model, a: Tensor, b: Tensor) -> Tensor:
    x = a.to(7)
    y = b.to(7)
    difference = x.mean([0]) - y.mean([0])
    covariance_x = __torch__.covariance(x)
    covariance_y = __torch__.covariance(y)
    # The product of two covariances has the eigenvalues of this symmetric matrix.
    root = __torch__.root(covariance_x)
    product = root @ covariance_y @ root
    values = torch.linalg_eigvalsh((product + product.t()) * 0.5)
    parts = [(difference * difference).sum(), torch.trace(covariance_x), torch.trace(covariance_y), torch.sqrt(torch.clamp(values, 0.)).sum()]
    return torch.view_copy(torch.stack(parts), 4)
  # In double precision, around the mean of a reference: the smaller the numbers, the smaller the rounding.
  def centred(self: __torch__.Model, a: Tensor, reference: Tensor) -> Tensor:
    return a.to(7) - reference.to(7).mean([0], True)
  # Squared distance of pictures first to last to their k-th neighbour in the same set, each without itself.
  def radii(self: __torch__.Model, a: Tensor, first: int, last: int, k: int) -> Tensor:
    distances = __torch__.squared_distances(torch.slice(a, 0, first, last), a)
    radius, _0 = torch.kthvalue(distances, k + 1, 1)
    return radius
  # Whether pictures first to last lie within the radius of any picture of the manifold.
  def inside(self: __torch__.Model, a: Tensor, first: int, last: int, manifold: Tensor, radii: Tensor) -> Tensor:
    part = torch.slice(a, 0, first, last)
    # Far above the rounding of a sum of thousands of squares, so that equal pictures are taken as such.
    rounding = (__torch__.squares(part).unsqueeze(1) + __torch__.squares(manifold).unsqueeze(0)) * 1e-12
    distances = __torch__.squared_distances(part, manifold)
    return torch.any(distances <= radii.unsqueeze(0) + rounding, 1).to(4)

def covariance(x: Tensor) -> Tensor:
  centred = x - x.mean([0], True)
  n = torch.size(x, 0) - 1
  if torch.lt(n, 1):
    divisor = 1
  else:
    divisor = n
  return centred.t() @ centred / divisor

# Eigenvalues of a covariance are never negative but by rounding.
def root(s: Tensor) -> Tensor:
  values, vectors = torch.linalg_eigh(s)
  return (vectors * torch.sqrt(torch.clamp(values, 0.))) @ vectors.t()

def squares(a: Tensor) -> Tensor:
  return (a * a).sum([1])

def squared_distances(a: Tensor, b: Tensor) -> Tensor:
  sums = __torch__.squares(a).unsqueeze(1) + __torch__.squares(b).unsqueeze(0)
  return sums - (a @ b.t()) * 2.
