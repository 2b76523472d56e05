"""
Constrained Langevin steps and training in the paper's manner: functorch's jvp and vjp, conjugate gradients on v -> J J^T v for
the tangent projection (Eq. 6), one step of L-BFGS with strong Wolfe over the whole batch for the multipliers (Eq. 9), autograd
for every loss.
"""

import time

import functorch
import torch
from torch import nn

import common


def network(parameters):
    """nn.Linear and nn.SiLU in turn, with given numbers."""
    layers = []
    for i in range(0, len(parameters), 2):
        if i:
            layers.append(nn.SiLU())
        layer = nn.Linear(parameters[i].shape[1], parameters[i].shape[0])
        layer.weight.data.copy_(parameters[i])
        layer.bias.data.copy_(parameters[i + 1])
        layers.append(layer)
    return nn.Sequential(*layers)


def freeze(net):
    for parameter in net.parameters():
        parameter.requires_grad_(False)
    return net


def conjugate_gradients(apply, b, tolerance=1e-6):
    """Solves A w = b for every sample; A is as large as b is wide, so more steps are of no use."""
    w = torch.zeros_like(b)
    r = b.clone()
    p = r
    square = (r * r).sum(1, keepdim=True)
    for _ in range(b.shape[1]):
        product = apply(p)
        alpha = square / (p * product).sum(1, keepdim=True).clamp_min(1e-30)
        w = w + alpha * p
        r = r - alpha * product
        following = (r * r).sum(1, keepdim=True)
        if following.max().sqrt() < tolerance:
            break
        p = r + following / square.clamp_min(1e-30) * p
        square = following
    return w


def step(manifold, energy, x, noise, epsilon, size, clamp):
    """Algorithm 1, one iteration."""
    point = x.detach().requires_grad_()
    gradient, = torch.autograd.grad(energy(point).sum(), point)
    gradient = gradient.clamp(-clamp, clamp)
    x = x.detach()
    _, pull = functorch.vjp(manifold, x)

    def push(v):
        return functorch.jvp(manifold, (x,), (v,))[1]

    with torch.no_grad():
        w = conjugate_gradients(lambda w: push(pull(w)[0]), push(noise))
        r = noise - pull(w)[0]
    origin = x + epsilon * r - size / 2 * gradient
    multiplier = torch.zeros(len(x), w.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([multiplier], max_iter=20, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = manifold(origin - size / 2 * pull(multiplier)[0]).square().sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    with torch.no_grad():
        return origin - size / 2 * pull(multiplier)[0]


def project(manifold, x, tolerance=1e-4):
    """argmin |F(x)|^2 by L-BFGS; what ends off the manifold is not used."""
    x = x.clone().requires_grad_()
    optimizer = torch.optim.LBFGS([x], max_iter=100, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = manifold(x).square().sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return x.detach()


def manifold_step(net, optimizer, x, eta=1.0, alpha=1.0):
    optimizer.zero_grad()
    point = x.clone().requires_grad_()
    value = net(point)
    v = nn.functional.normalize(torch.randn_like(value), dim=1)
    u, = torch.autograd.grad(value, point, v, create_graph=True)
    loss = value.square().sum(1).mean() + alpha * (eta - u.norm(dim=1)).relu().square().mean()
    loss.backward()
    optimizer.step()


class EnergyTrainer:
    def __init__(self, manifold, energy, box, epsilon, size, clamp, weight=0.1):
        self.manifold, self.energy, self.box = manifold, energy, box
        self.settings, self.weight = (epsilon, size, clamp), weight
        self.optimizer = torch.optim.Adam(energy.parameters(), lr=0.01)
        self.ambient = manifold[0].in_features
        self.buffer = self.fresh(1000)

    def fresh(self, count):
        return project(self.manifold, (2 * torch.rand(count, self.ambient) - 1) * self.box)

    def step(self, positives, steps=10):
        rows = torch.randint(len(self.buffer), (len(positives),))
        x = self.buffer[rows]
        renewed = torch.rand(len(x)) < 0.05
        if renewed.any():
            x[renewed] = self.fresh(int(renewed.sum()))
        for _ in range(steps):
            x = step(self.manifold, self.energy, x, torch.randn_like(x), *self.settings).clamp(-self.box, self.box)
        self.buffer[rows] = x
        self.optimizer.zero_grad()
        positive, negative = self.energy(positives), self.energy(x)
        loss = positive.mean() - negative.mean() + self.weight * (positive.square().mean() + negative.square().mean())
        loss.backward()
        nn.utils.clip_grad_norm_(self.energy.parameters(), 1.0)
        self.optimizer.step()


def experiment(data, seed):
    """The circle of Fig. 1 and 2 at the paper's settings."""
    torch.manual_seed(seed)
    begin = time.perf_counter()
    manifold = network(common.initial([2, 8, 8, 8, 1]))
    optimizer = torch.optim.Adam(manifold.parameters(), lr=0.01)
    for _ in range(100):
        for x in data[torch.randperm(len(data))].split(100):
            manifold_step(manifold, optimizer, x)
    middle = time.perf_counter()
    trainer = EnergyTrainer(freeze(manifold), network(common.initial([2, 32, 32, 1])), 1.5, 0.3, 1.0, 0.1)
    for _ in range(40):
        for x in data[torch.randperm(len(data))].split(100):
            trainer.step(x)
    end = time.perf_counter()
    with torch.no_grad():
        error = common.circle_error(manifold, trainer.energy)
    return {"seed": seed, "mdf_s": middle - begin, "ebm_s": end - middle, "total_s": end - begin, **error}


def main():
    options = common.arguments(__doc__)
    common.start()
    scale = 0.2 if options.quick else 1.0
    result = {"machine": common.machine(), "langevin": [], "mdf_step": [], "ebm_step": []}
    for case in common.load(options.folder):
        manifold, energy = freeze(network(case.manifold)), freeze(network(case.energy))
        settings = (case.epsilon, case.step, case.clamp)
        # Some hundred chains share one line search: a single difficult one leaves all of them off the manifold.
        rows = case.batches[0]
        after = step(manifold, energy, case.starts[:rows], case.noise[:rows], *settings)
        for batch in case.batches:
            x, noise = case.starts[:batch], case.noise[:batch]
            given = common.median_seconds(lambda: step(manifold, energy, x, noise, *settings), 2.0 * scale)
            result["langevin"].append({
                "case": case.name, "batch": batch, "given_s": given, "difference": case.difference(after),
                "residual": manifold(after).abs().max().item(),
            })
        x = case.data[:100]
        trained = network(case.manifold)
        optimizer = torch.optim.Adam(trained.parameters(), lr=0.01)
        result["mdf_step"].append({
            "case": case.name, "batch": 100,
            "s": common.median_seconds(lambda: manifold_step(trained, optimizer, x), 1.0 * scale),
        })
        if case.name == "circle":
            trainer = EnergyTrainer(manifold, network(case.energy), 1.5, *settings)
            result["ebm_step"].append({
                "case": case.name, "batch": 100, "s": common.median_seconds(lambda: trainer.step(x), 2.0 * scale)})
            if not options.quick:
                result["experiment"] = [experiment(case.data, seed) for seed in range(options.seeds)]
    common.finish(result, options.json)


if __name__ == "__main__":
    main()
