"""
Values and derivatives of the nets in closed form, the constrained Langevin step and the gradients of both losses, compiled by
TorchScript. A net is its list of weights and biases; SiLU between layers, three hidden layers for F and two for E.
"""

from typing import List, Tuple

import torch
from torch import Tensor


@torch.jit.script
def energy_gradient(x: Tensor, p: List[Tensor]) -> Tensor:
    h0 = torch.addmm(p[1], x, p[0].t())
    h1 = torch.addmm(p[3], torch.ops.aten.silu(h0), p[2].t())
    g = torch.ops.aten.silu_backward(p[4].expand_as(h1), h1)
    g = torch.ops.aten.silu_backward(torch.mm(g, p[2]), h0)
    return torch.mm(g, p[0])


@torch.jit.script
def value_and_gradient(x: Tensor, p: List[Tensor]) -> Tuple[Tensor, Tensor]:
    """F and its gradient, for one output."""
    h0 = torch.addmm(p[1], x, p[0].t())
    h1 = torch.addmm(p[3], torch.ops.aten.silu(h0), p[2].t())
    h2 = torch.addmm(p[5], torch.ops.aten.silu(h1), p[4].t())
    value = torch.addmm(p[7], torch.ops.aten.silu(h2), p[6].t())
    g = torch.ops.aten.silu_backward(p[6].expand_as(h2), h2)
    g = torch.ops.aten.silu_backward(torch.mm(g, p[4]), h1)
    g = torch.ops.aten.silu_backward(torch.mm(g, p[2]), h0)
    return value, torch.mm(g, p[0])


@torch.jit.script
def slope(h: Tensor, s: Tensor, a: Tensor) -> Tensor:
    """SiLU'(h) = a + s (1 - a) with s = sigmoid(h), a = h s."""
    return torch.addcmul(a, s, 1 - a)


@torch.jit.script
def value_and_jacobian(x: Tensor, p: List[Tensor]) -> Tuple[Tensor, Tensor]:
    """F and J, for several outputs."""
    h0 = torch.addmm(p[1], x, p[0].t())
    s0 = torch.sigmoid(h0)
    a0 = h0 * s0
    h1 = torch.addmm(p[3], a0, p[2].t())
    s1 = torch.sigmoid(h1)
    a1 = h1 * s1
    h2 = torch.addmm(p[5], a1, p[4].t())
    s2 = torch.sigmoid(h2)
    a2 = h2 * s2
    value = torch.addmm(p[7], a2, p[6].t())
    batch, outputs = value.shape
    g = (p[6].unsqueeze(0) * slope(h2, s2, a2).unsqueeze(1)).view(batch * outputs, -1)
    g = torch.mm(g, p[4]).view(batch, outputs, -1).mul_(slope(h1, s1, a1).unsqueeze(1)).view(batch * outputs, -1)
    g = torch.mm(g, p[2]).view(batch, outputs, -1).mul_(slope(h0, s0, a0).unsqueeze(1)).view(batch * outputs, -1)
    return value, torch.mm(g, p[0]).view(batch, outputs, -1)


@torch.jit.script
def step_single(
    x: Tensor, jx: Tensor, noise: Tensor, m: List[Tensor], e: List[Tensor], epsilon: float, step: float, clamp: float
) -> Tuple[Tensor, Tensor]:
    """One step for one output; J at the new point serves the next."""
    d = torch.add(noise * epsilon, energy_gradient(x, e).clamp_(-clamp, clamp), alpha=-0.5 * step)
    d = torch.addcmul(d, jx, (d * jx).sum(1, keepdim=True) / (jx * jx).sum(1, keepdim=True), value=-1.0)
    y = x + d
    value, j = value_and_gradient(y, m)
    for _ in range(5):
        if bool(value.abs().max() <= 1e-5):
            return y, j
        y = torch.addcmul(y, jx, value / (j * jx).sum(1, keepdim=True), value=-1.0)
        value, j = value_and_gradient(y, m)
    good = value.abs() <= 1e-5
    return torch.where(good, y, x), torch.where(good, j, jx)


@torch.jit.script
def step_several(
    x: Tensor, jx: Tensor, noise: Tensor, m: List[Tensor], e: List[Tensor], epsilon: float, step: float, clamp: float
) -> Tuple[Tensor, Tensor]:
    """One step for several outputs."""
    d = torch.add(noise * epsilon, energy_gradient(x, e).clamp_(-clamp, clamp), alpha=-0.5 * step)
    jt = jx.transpose(1, 2)
    factor = torch.linalg.cholesky(torch.bmm(jx, jt))
    w = torch.cholesky_solve(torch.bmm(jx, d.unsqueeze(2)), factor)
    d = d - torch.bmm(jt, w).squeeze(2)
    y = x + d
    value, j = value_and_jacobian(y, m)
    for _ in range(5):
        if bool(value.abs().max() <= 1e-5):
            return y, j
        w = torch.linalg.solve(torch.bmm(j, jt), value.unsqueeze(2))
        y = y - torch.bmm(jt, w).squeeze(2)
        value, j = value_and_jacobian(y, m)
    good = (value.abs().amax(1, keepdim=True) <= 1e-5)
    return torch.where(good, y, x), torch.where(good.unsqueeze(2), j, jx)


@torch.jit.script
def energy_loss_gradient(x: Tensor, signs: Tensor, weight: float, p: List[Tensor], g: List[Tensor]) -> None:
    """Gradient of mean E(x+) - mean E(x-) + weight mean(E(x+)^2 + E(x-)^2); signs are 1/n for positives, -1/n for negatives."""
    h0 = torch.addmm(p[1], x, p[0].t())
    a0 = torch.ops.aten.silu(h0)
    h1 = torch.addmm(p[3], a0, p[2].t())
    a1 = torch.ops.aten.silu(h1)
    energy = torch.addmm(p[5], a1, p[4].t())
    d = torch.add(signs, energy, alpha=4 * weight / signs.shape[0])
    torch.mm(d.t(), a1, out=g[4])
    torch.sum(d, [0], out=g[5])
    d1 = torch.ops.aten.silu_backward(torch.mm(d, p[4]), h1)
    torch.mm(d1.t(), a0, out=g[2])
    torch.sum(d1, [0], out=g[3])
    d0 = torch.ops.aten.silu_backward(torch.mm(d1, p[2]), h0)
    torch.mm(d0.t(), x, out=g[0])
    torch.sum(d0, [0], out=g[1])


@torch.jit.script
def silu_terms(h: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    """SiLU, its first and its second derivative."""
    s = torch.sigmoid(h)
    a = h * s
    r = 1 - s
    first = torch.addcmul(s, a, r)
    return a, first, (s * r) * torch.addcmul(torch.full([], 2.0), h, r - s)


@torch.jit.script
def manifold_loss_gradient(x: Tensor, v: Tensor, eta: float, alpha: float, p: List[Tensor], g: List[Tensor]) -> None:
    """
    Gradient of mean |F|^2 + alpha mean(eta - |v^T J|)_+^2. u = v^T J runs back through the layers; its own derivative runs
    forward again, then both meet in an ordinary backward pass.
    """
    batch = float(x.shape[0])
    h0 = torch.addmm(p[1], x, p[0].t())
    a0, f0, c0 = silu_terms(h0)
    h1 = torch.addmm(p[3], a0, p[2].t())
    a1, f1, c1 = silu_terms(h1)
    h2 = torch.addmm(p[5], a1, p[4].t())
    a2, f2, c2 = silu_terms(h2)
    value = torch.addmm(p[7], a2, p[6].t())

    t2 = torch.mm(v, p[6])
    q2 = t2 * f2
    t1 = torch.mm(q2, p[4])
    q1 = t1 * f1
    t0 = torch.mm(q1, p[2])
    q0 = t0 * f0
    u = torch.mm(q0, p[0])
    length = torch.linalg.vector_norm(u, 2, [1], True)
    du = u * ((length - eta).clamp_(max=0.0) * (2 * alpha / batch) / length)

    dq0 = torch.mm(du, p[0].t())
    dt0 = dq0 * f0
    dq1 = torch.mm(dt0, p[2].t())
    dt1 = dq1 * f1
    dq2 = torch.mm(dt1, p[4].t())
    dt2 = dq2 * f2

    d = value * (2 / batch)
    torch.addmm(torch.mm(v.t(), dt2), d.t(), a2, out=g[6])
    torch.sum(d, [0], out=g[7])
    d2 = torch.addcmul(torch.mm(d, p[6]) * f2, dq2 * t2, c2)
    torch.addmm(torch.mm(q2.t(), dt1), d2.t(), a1, out=g[4])
    torch.sum(d2, [0], out=g[5])
    d1 = torch.addcmul(torch.mm(d2, p[4]) * f1, dq1 * t1, c1)
    torch.addmm(torch.mm(q1.t(), dt0), d1.t(), a0, out=g[2])
    torch.sum(d1, [0], out=g[3])
    d0 = torch.addcmul(torch.mm(d1, p[2]) * f0, dq0 * t0, c0)
    torch.addmm(torch.mm(q0.t(), du), d0.t(), x, out=g[0])
    torch.sum(d0, [0], out=g[1])
