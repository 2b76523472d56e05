"""
Constrained Langevin steps and training as fast as one would write them by hand in PyTorch: values and derivatives in closed form
(closed_forms.py), the sampler and the losses compiled by TorchScript, Newton's method with every sample's own multiplier, all
parameters in one vector with Adam as a handful of operations on it. No autograd anywhere.
"""

import functools
import math
import time

import torch

import common
from closed_forms import (
    energy_loss_gradient, manifold_loss_gradient, step_several, step_single, value_and_gradient, value_and_jacobian)

TOLERANCE = 1e-5


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
    """Contrastive divergence with a buffer of 1,000 chains, 95 % of starts from it; noise is projected 1,000 points at a time."""

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
            if case.name == "circle" and options.part != "steps" and not options.quick:
                result["experiment"] = [experiment(case.data, seed) for seed in range(options.seeds)]
            if options.part == "experiment":
                continue
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
    common.finish(result, options.json)


if __name__ == "__main__":
    main()
