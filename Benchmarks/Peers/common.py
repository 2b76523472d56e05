"""What both PyTorch programs share: the exported cases, timing, the check of the linear algebra library, the density's error."""

import argparse
import glob
import json
import math
import os
import platform
import statistics
import time

import torch


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", help="cases written by: Benchmarks peers --export FOLDER")
    parser.add_argument("--json", help="file to write")
    parser.add_argument("--quick", action="store_true", help="few repetitions, no whole experiment")
    parser.add_argument("--seeds", type=int, default=1, help="runs of the whole experiment")
    parser.add_argument("--part", choices=("all", "steps", "experiment"), default="all", help="what to measure")
    return parser.parse_args()


class Case:
    """One pair of nets with the same weights, starting points and noise for every program."""

    def __init__(self, folder, entry):
        self.name = entry["name"]
        self.ambient, self.outputs = entry["ambient"], entry["outputs"]
        self.epsilon, self.step, self.clamp = entry["noise_scale"], entry["step_size"], entry["clamp"]
        self.batches = entry["batches"]
        numbers = torch.from_file(os.path.join(folder, entry["file"]), size=entry["numbers"], dtype=torch.float32)
        tensors = {}
        for tensor in entry["tensors"]:
            count = math.prod(tensor["shape"])
            tensors[tensor["name"]] = numbers[tensor["offset"]:tensor["offset"] + count].view(tensor["shape"]).clone()
        self.manifold = [t for name, t in tensors.items() if name.startswith("manifold.")]
        self.energy = [t for name, t in tensors.items() if name.startswith("energy.")]
        self.starts, self.noise = tensors["starts"], tensors["noise"]
        self.expected, self.accepted, self.data = tensors["expected"], tensors["accepted"] > 0.5, tensors["data"]

    def difference(self, points):
        """
        Difference from the exported points after one step, over chains that moved there: the largest, that of 99 %, and how many
        chains ended elsewhere, because their solver took another way or gave up.
        """
        rows = self.accepted[: len(points)]
        apart = (points - self.expected[: len(points)]).abs().amax(1)[rows]
        return {
            "max": apart.max().item(),
            "q99": apart.quantile(0.99).item(),
            "elsewhere": int((apart > 1e-3).sum()),
            "rows": int(rows.sum()),
        }


def load(folder):
    with open(os.path.join(folder, "cases.json"), encoding="utf-8") as file:
        return [Case(folder, entry) for entry in json.load(file)["cases"]]


def median_seconds(function, seconds, least=5):
    """Median time of a call, after a warm-up of a fifth of the time."""
    end = time.perf_counter() + seconds / 5
    function()
    function()
    while time.perf_counter() < end:
        function()
    times = []
    end = time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def blas():
    """The library that does the matrix products, and what it reaches."""
    a, b = torch.randn(512, 512), torch.randn(512, 512)
    rate = 2 * 512**3 / min(median_seconds(lambda: a @ b, 0.05) for _ in range(6)) / 1e9
    libraries = set()
    if os.path.exists("/proc/self/maps"):
        with open("/proc/self/maps", encoding="utf-8") as maps:
            names = {line.split()[-1] for line in maps if "/" in line}
        libraries = {os.path.realpath(name) for name in names if "blas" in name or "mkl" in name}
    name = ", ".join(sorted(libraries)) or "built in"
    return {"library": name, "gflops_512": rate, "is_fast": rate > 50}


def machine():
    return {
        "python": platform.python_version(),
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
        "blas": blas(),
    }


def start():
    torch.set_num_threads(1)
    torch.manual_seed(0)


def finish(result, path):
    text = json.dumps(result, indent=2)
    print(text)
    if path:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text + "\n")


def initial(widths, generator=None):
    """Weights and biases as torch.nn.Linear starts them."""
    parameters = []
    for inputs, outputs in zip(widths, widths[1:]):
        bound = 1 / math.sqrt(inputs)
        parameters.append((2 * torch.rand(outputs, inputs, generator=generator) - 1) * bound)
        parameters.append((2 * torch.rand(outputs, generator=generator) - 1) * bound)
    return parameters


def circle_error(value, energy, concentration=2.0, bins=200, rays=4000):
    """
    Total variation between exp(-E) on the learned curve and the von Mises density, in bins of the angle. The curve is found on
    rays from the origin by bisection; a ray that meets none between radius 0.6 and 1.4 loses its mass.
    """
    angles = (torch.arange(rays, dtype=torch.float64) + 0.5) * (2 * math.pi / rays)
    rays_x = torch.stack([angles.cos(), angles.sin()], 1).float()
    low, high = torch.full((rays, 1), 0.6), torch.full((rays, 1), 1.4)
    sign = value(rays_x * low).sign()
    met = (sign * value(rays_x * high)).squeeze(1) < 0
    for _ in range(30):
        middle = (low + high) / 2
        same = sign * value(rays_x * middle) > 0
        low, high = torch.where(same, middle, low), torch.where(same, high, middle)
    points = (rays_x * low).double()
    lengths = (points.roll(-1, 0) - points.roll(1, 0)).norm(dim=1) / 2
    weights = torch.exp(-energy(points.float()).double().squeeze(-1)) * lengths
    weights[~met] = 0
    share = met.double().mean()
    mass = weights.view(bins, -1).sum(1) / weights.sum() * share
    truth = torch.exp(concentration * (angles.cos() - 1)).view(bins, -1).sum(1)
    truth /= truth.sum()
    return {"tv": ((mass - truth).abs().sum() / 2 + (1 - share) / 2).item(), "lost_rays": 1 - share.item()}
