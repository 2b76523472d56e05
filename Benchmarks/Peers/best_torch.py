"""
Constrained Langevin steps and training as fast as one would write them by hand in PyTorch: values and derivatives in closed form, the
sampler and the losses compiled by TorchScript, Newton's method with every sample's own multiplier, all parameters in one vector with
Adam as a handful of operations on it. No autograd anywhere.
"""

import functools
import math
import time
from typing import List, Tuple

import torch
from torch import Tensor

import common

TOLERANCE = 1e-5


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


class Sampler:
    def __init__(self, manifold, energy, epsilon, step, clamp):
        self.manifold, self.energy, self.settings = manifold, energy, (epsilon, step, clamp)
        single = manifold[-1].numel() == 1
        self.step_function = step_single if single else step_several
        self.frame = value_and_gradient if single else value_and_jacobian

    def jacobian(self, x):
        return self.frame(x, self.manifold)[1]

    def step(self, x, jacobian, noise):
        return self.step_function(x, jacobian, noise, self.manifold, self.energy, *self.settings)

    def run(self, x, steps):
        jacobian = self.jacobian(x)
        noises = torch.randn(steps, *x.shape).unbind(0)
        for noise in noises:
            x, jacobian = self.step(x, jacobian, noise)
        return x


class Flat:
    """Parameters and gradients as views into one vector each, with Adam on the whole."""

    def __init__(self, parameters, rate=0.01, betas=(0.9, 0.999), eps=1e-8):
        self.vector = torch.cat([p.reshape(-1) for p in parameters])
        self.gradient = torch.zeros_like(self.vector)
        self.views, self.gradients, at = [], [], 0
        for p in parameters:
            self.views.append(self.vector[at:at + p.numel()].view(p.shape))
            self.gradients.append(self.gradient[at:at + p.numel()].view(p.shape))
            at += p.numel()
        self.first, self.second = torch.zeros_like(self.vector), torch.zeros_like(self.vector)
        self.scratch = torch.zeros_like(self.vector)
        self.rate, self.betas, self.eps, self.count = rate, betas, eps, 0

    def adam(self):
        self.count += 1
        b1, b2 = self.betas
        self.first.lerp_(self.gradient, 1 - b1)
        self.second.mul_(b2).addcmul_(self.gradient, self.gradient, value=1 - b2)
        torch.sqrt(self.second, out=self.scratch)
        self.scratch.mul_(1 / math.sqrt(1 - b2**self.count)).add_(self.eps)
        self.vector.addcdiv_(self.first, self.scratch, value=-self.rate / (1 - b1**self.count))


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


class ManifoldTrainer:
    def __init__(self, parameters, eta=1.0, alpha=1.0):
        self.flat, self.eta, self.alpha = Flat(parameters), eta, alpha
        self.outputs = parameters[-1].numel()
        self.ones = torch.ones(1, 1)

    def step(self, x):
        if self.outputs == 1:
            v = self.ones.expand(len(x), 1)
        else:
            v = torch.randn(len(x), self.outputs)
            v.div_(v.norm(dim=1, keepdim=True))
        manifold_loss_gradient(x, v, self.eta, self.alpha, self.flat.views, self.flat.gradients)
        self.flat.adam()


@functools.lru_cache
def signs(half):
    return torch.cat([torch.ones(half, 1), -torch.ones(half, 1)]) / half


class EnergyTrainer:
    """Contrastive divergence with a buffer of 1,000 chains, 95 % of starts from it; noise is projected a thousand points at a time."""

    def __init__(self, manifold, parameters, box, epsilon, step, clamp, weight=0.1, limit=1.0):
        self.flat, self.weight, self.limit, self.box = Flat(parameters), weight, limit, box
        self.sampler = Sampler(manifold, self.flat.views, epsilon, step, clamp)
        self.ambient = manifold[0].shape[1]
        self.pool = torch.empty(0, self.ambient)
        self.buffer = self.fresh(1000)

    def fresh(self, count):
        while len(self.pool) < count:
            x = (2 * torch.rand(1000, self.ambient) - 1) * self.box
            for _ in range(10):
                value, j = self.sampler.frame(x, self.sampler.manifold)
                if value.shape[1] == 1:
                    x = torch.addcmul(x, j, value / (j * j).sum(1, keepdim=True), value=-1.0)
                else:
                    jt = j.transpose(1, 2)
                    x = x - torch.bmm(jt, torch.linalg.solve(torch.bmm(j, jt), value.unsqueeze(2))).squeeze(2)
            value = self.sampler.frame(x, self.sampler.manifold)[0]
            good = (value.abs().amax(1) <= TOLERANCE) & (x.abs().amax(1) <= self.box)
            self.pool = torch.cat([self.pool, x[good]])
        taken, self.pool = self.pool[:count], self.pool[count:]
        return taken

    def step(self, positives, steps=10):
        batch = len(positives)
        rows = torch.randint(len(self.buffer), (batch,))
        starts = self.buffer[rows]
        renewed = int((torch.rand(batch) < 0.05).sum())
        if renewed:
            starts[:renewed] = self.fresh(renewed)
        negatives = self.sampler.run(starts, steps)
        self.buffer[rows] = negatives
        energy_loss_gradient(
            torch.cat([positives, negatives]), signs(batch), self.weight, self.flat.views, self.flat.gradients)
        norm = float(self.flat.gradient.norm())
        if norm > self.limit:
            self.flat.gradient.mul_(self.limit / norm)
        self.flat.adam()


def experiment(data, seed):
    """The circle of Fig. 1 and 2 at the paper's settings."""
    torch.manual_seed(seed)
    begin = time.perf_counter()
    manifold = ManifoldTrainer(common.initial([2, 8, 8, 8, 1]))
    for _ in range(100):
        for x in data[torch.randperm(len(data))].split(100):
            manifold.step(x)
    middle = time.perf_counter()
    energy = EnergyTrainer(manifold.flat.views, common.initial([2, 32, 32, 1]), 1.5, 0.3, 1.0, 0.1)
    for _ in range(40):
        for x in data[torch.randperm(len(data))].split(100):
            energy.step(x)
    end = time.perf_counter()
    views = energy.flat.views
    error = common.circle_error(
        lambda x: value_and_gradient(x, manifold.flat.views)[0],
        lambda x: torch.addmm(views[5], torch.ops.aten.silu(torch.addmm(
            views[3], torch.ops.aten.silu(torch.addmm(views[1], x, views[0].t())), views[2].t())), views[4].t()))
    return {"seed": seed, "mdf_s": middle - begin, "ebm_s": end - middle, "total_s": end - begin, **error}


def check(case):
    """The closed forms against autograd."""
    parameters = [p.clone().requires_grad_() for p in case.manifold]
    x, v = case.data[:100], torch.nn.functional.normalize(torch.randn(100, case.outputs), dim=1)

    def net(p, x):
        for i in range(0, len(p) - 2, 2):
            x = torch.nn.functional.silu(torch.nn.functional.linear(x, p[i], p[i + 1]))
        return torch.nn.functional.linear(x, p[-2], p[-1])

    point = x.clone().requires_grad_()
    value = net(parameters, point)
    u, = torch.autograd.grad(value, point, v, create_graph=True)
    loss = value.square().sum(1).mean() + 2 * (3 - u.norm(dim=1)).relu().square().mean()
    wanted = torch.autograd.grad(loss, parameters)
    flat = Flat(case.manifold)
    manifold_loss_gradient(x, v, 3.0, 2.0, flat.views, flat.gradients)
    worst = max((a - b).abs().max().item() / b.abs().max().item() for a, b in zip(flat.gradients, wanted))

    parameters = [p.clone().requires_grad_() for p in case.energy]
    energy = net(parameters, torch.cat([x, case.starts[:100]])).view(2, -1)
    loss = energy[0].mean() - energy[1].mean() + 0.1 * (energy[0].square().mean() + energy[1].square().mean())
    wanted = torch.autograd.grad(loss, parameters)
    flat = Flat(case.energy)
    energy_loss_gradient(torch.cat([x, case.starts[:100]]), signs(100), 0.1, flat.views, flat.gradients)
    largest = max(b.abs().max().item() for b in wanted)
    worst = max(worst, max((a - b).abs().max().item() for a, b in zip(flat.gradients, wanted)) / largest)
    if not worst < 1e-3:
        raise SystemExit(f"{case.name}: the closed-form gradients are off by {worst}")
    return worst


def main():
    options = common.arguments(__doc__)
    common.start()
    scale = 0.2 if options.quick else 1.0
    result = {"machine": common.machine(), "langevin": [], "mdf_step": [], "ebm_step": []}
    with torch.inference_mode(False), torch.no_grad():
        for case in common.load(options.folder):
            with torch.enable_grad():
                gradient = check(case)
            sampler = Sampler(case.manifold, case.energy, case.epsilon, case.step, case.clamp)
            after = sampler.step(case.starts, sampler.jacobian(case.starts), case.noise)[0]
            for batch in case.batches:
                x = case.starts[:batch]
                j = sampler.jacobian(x)
                noise = case.noise[:batch]
                given = common.median_seconds(lambda: sampler.step(x, j, noise), 1.0 * scale)
                drawn = common.median_seconds(lambda: sampler.step(x, j, torch.randn_like(noise)), 1.0 * scale)
                result["langevin"].append({
                    "case": case.name, "batch": batch, "given_s": given, "drawn_s": drawn,
                    "difference": case.difference(after), "gradient_error": gradient,
                })
            x = case.data[:100]
            trainer = ManifoldTrainer([p.clone() for p in case.manifold])
            result["mdf_step"].append(
                {"case": case.name, "batch": 100, "s": common.median_seconds(lambda: trainer.step(x), 1.0 * scale)})
            if case.name == "circle":
                energy = EnergyTrainer(case.manifold, [p.clone() for p in case.energy], 1.5, 0.3, 1.0, 0.1)
                result["ebm_step"].append(
                    {"case": case.name, "batch": 100, "s": common.median_seconds(lambda: energy.step(x), 2.0 * scale)})
                if not options.quick:
                    result["experiment"] = [experiment(case.data, seed) for seed in range(options.seeds)]
    common.finish(result, options.json)


if __name__ == "__main__":
    main()
