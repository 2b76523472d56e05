"""Puts the programs' figures together: peers.json, peers.md and the table on the terminal."""

import glob
import json
import os
import platform
import statistics
import sys


def read(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def is_time(key):
    return key == "s" or key.endswith(("_s", "_ms")) or "ns_per" in key


def fastest(reports, key=""):
    """One report out of several of one program: of each time the least, of all else the first."""
    first = reports[0]
    if isinstance(first, dict):
        return {name: fastest([report[name] for report in reports], name if is_time(name) else key) for name in first}
    if isinstance(first, list):
        return [fastest(list(rows), key) for rows in zip(*reports)]
    return min(reports) if is_time(key) and isinstance(first, (int, float)) else first


def rounds(folder, name):
    """The report of a program that ran once in each round."""
    reports = [read(path) for path in sorted(glob.glob(os.path.join(folder, f"{name}-[0-9]*.json")))]
    return fastest(reports) if reports else {}


def find(rows, **wanted):
    for row in rows or []:
        if all(row.get(key) == value for key, value in wanted.items()):
            return row
    return {}


def processor():
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def number(value):
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def ratio(other, own):
    if not other or not own:
        return "–"
    value = other / own
    return f"{value:,.0f}" if value >= 20 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


class Report:
    def __init__(self, folder):
        self.ours = rounds(folder, "ours")
        self.best = rounds(folder, "best") | {"experiment": read(os.path.join(folder, "best-experiment.json")).get("experiment")}
        self.paper = read(os.path.join(folder, "paper.json"))
        self.cpp = rounds(folder, "cpp")
        self.runs = {
            backend: [read(path) for path in sorted(glob.glob(os.path.join(folder, f"circle-{backend}-*.json")))]
            for backend in ("auto", "torch")
        }
        self.rows = []

    def own(self, kind, **wanted):
        """The figure of the fused backend, or of libtorch where there is no fused one."""
        for backend in ("fused", "torch"):
            row = find(self.ours.get(kind), backend=backend, **wanted)
            if row:
                return backend, row
        return "–", {}

    def add(self, what, unit, factor, own, best=None, paper=None, cpp=None, note="", backend="fused"):
        scaled = [None if value is None else value * factor for value in (own, cpp, best, paper)]
        self.rows.append({
            "what": what, "unit": unit, "backend": backend, "ours": scaled[0], "cpp": scaled[1], "best_torch": scaled[2],
            "paper_manner": scaled[3], "note": note,
            "paper_ratio": paper / own if paper and own else None,
            "best_ratio": best / own if best and own else None,
            "cpp_ratio": cpp / own if cpp and own else None,
        })

    def langevin(self):
        circle = [("circle", batch) for batch in (100, 1000, 10_000, 1_000_000)]
        for case, batch in (*circle, ("wide", 1000), ("many", 100)):
            backend, own = self.own("langevin", case=case, batch=batch, threads=1, check=False)
            best = find(self.best.get("langevin"), case=case, batch=batch).get("drawn_s")
            paper = find(self.paper.get("langevin"), case=case, batch=batch).get("given_s")
            cpp = find(self.cpp.get("langevin"), batch=batch).get("drawn_ns_per_sample") if case == "circle" else None
            self.add(
                f"Langevin step, {case}, batch {batch:,}", "ns/sample", 1e9 / batch, own.get("s"), best, paper,
                None if cpp is None else cpp * batch * 1e-9, backend=backend)
        for batch in (100, 10_000):
            backend, own = self.own("langevin", case="circle", batch=batch, threads=1, check=True)
            what = f"the same with the step back, circle, batch {batch:,}"
            self.add(what, "ns/sample", 1e9 / batch, own.get("s"), backend=backend)
        for batch in (10_000, 1_000_000):
            one = find(self.ours.get("langevin"), case="circle", batch=batch, threads=1, check=False, backend="fused").get("s")
            two = find(self.ours.get("langevin"), case="circle", batch=batch, threads=2, check=False, backend="fused").get("s")
            note = f"{ratio(one, two)} × one thread" if one and two else ""
            self.add(f"the same by two threads, circle, batch {batch:,}", "ns/sample", 1e9 / batch, two, note=note)

    def training(self):
        for case in ("circle", "wide", "many"):
            backend, own = self.own("mdf_step", case=case)
            self.add(
                f"manifold training step, {case}", "µs", 1e6, own.get("s"), find(self.best.get("mdf_step"), case=case).get("s"),
                find(self.paper.get("mdf_step"), case=case).get("s"), backend=backend)
        for check, what in ((False, ""), (True, ", chains with the step back")):
            backend, own = self.own("ebm_step", case="circle", check=check)
            self.add(
                f"energy training step, 10 Langevin steps{what}", "µs", 1e6, own.get("s"),
                find(self.best.get("ebm_step"), case="circle").get("s"),
                find(self.paper.get("ebm_step"), case="circle").get("s"), backend=backend)

    def experiment(self):
        def middle(rows, key):
            values = [row[key] for row in rows or [] if key in row]
            return statistics.median(values) if values else None

        best, paper = self.best.get("experiment"), self.paper.get("experiment")
        for backend, rows in self.runs.items():
            tv = middle(rows, "density.tv")
            note = "" if tv is None else f"TV {tv:.3f}"
            if backend == "auto" and tv is not None:
                others = [f"{name} {middle(peer, 'tv'):.3f}" for name, peer in (("by hand", best), ("paper", paper)) if peer]
                note += f" ({', '.join(others)})" if others else ""
            self.add(
                f"whole circle experiment, --backend {backend}", "s", 1, middle(rows, "wall_s.total"), middle(best, "total_s"),
                middle(paper, "total_s"), note=note, backend=backend)

    def facts(self):
        ours, lines = self.ours, []
        peak, count = ours.get("peak_gflops"), ours.get("circle_multiply_adds")
        row = find(ours.get("langevin"), case="circle", batch=1000, threads=1, check=False, backend="fused")
        lines.append(f"peak of one core, multiply-adds in registers: {peak:.0f} Gflop/s in float")
        evaluations = ours["circle_evaluations"]
        text = f"a step of circle's nets takes {count:,.0f} multiply-adds at {evaluations:.2f} evaluations of F and J"
        if row:
            rate = 2 * count / row["ns_per_lane"]
            text += f": {rate:.0f} Gflop/s fused, {rate / peak:.0%} of the peak"
        lines.append(text)
        if self.cpp:
            rate = 2 * count / find(self.cpp["langevin"], batch=1000)["given_ns_per_lane"]
            evaluations = self.cpp["evaluations_per_vector"]
            lines.append(f"C++ at {evaluations:.2f} evaluations, noise given: {rate:.0f} Gflop/s, {rate / peak:.0%} of the peak")
            parts = self.cpp["ns_per_lane"]
            lines.append(
                f"C++, parts apart in ns a lane: gradient of E {parts['gradient']:.0f}, "
                f"F and J {parts['value_and_jacobian']:.1f} (the residual check is one of these), noise {parts['noise']:.1f}")
            lines += [
                f"C++, batch {row['batch']:,}: {row['given_ns_per_lane']:.0f} ns a lane with noise given, "
                f"{row['drawn_ns_per_lane']:.0f} with noise drawn"
                for row in self.cpp["langevin"][:2]]
        lanes = find(ours.get("langevin"), case="circle", batch=100, threads=1, check=False, backend="fused").get("ns_per_lane")
        if lanes:
            lines.append(f"ours, batch 100: {lanes:.0f} ns a lane (112 lanes)")
        lines.append(f"noise apart, ours: {ours['noise']['ns_per_sample']:.1f} ns a sample")
        for row in ours.get("allocation", []):
            lines.append(
                f"{row['backend']}: {row['bytes_per_step']:.0f} managed bytes a step, "
                f"{row['live_tensors_after_100_steps']} tensors left after 100 steps")
        first = ours.get("first_sample_ms")
        if first:
            lines.append(
                f"start of a process to 100 first samples of a saved model: {first['Total']:.0f} ms "
                f"(runtime {first['Runtime']:.0f}, libtorch {first['LibTorch']:.0f}, model {first['Model']:.0f}, "
                f"projected noise {first['Start']:.0f}, first step {first['Step']:.0f})")
        return lines

    def agreement(self):
        found = {}
        for name, report in (("by hand", self.best), ("paper's manner", self.paper)):
            for row in report.get("langevin", []):
                found.setdefault(f"{name}, {row['case']}", row["difference"])
        if self.cpp:
            found["C++, circle"] = self.cpp["difference"]
        return found


def markdown(report, machine):
    lines = [
        f"Measured on {machine['processor']}, {machine['processors']} cores, one thread unless said; {machine['dotnet']}, "
        f"libtorch {machine['libtorch']} (TorchSharp), PyTorch {machine['pytorch']} with {machine['blas']}, "
        f"g++ {machine['compiler']}. Medians, of the fastest round"
        + (f"; load of the machine at its start {machine['load']:.1f}." if machine["load"] > 0.5 else "."),
        "",
        "| what | unit | ours | C++ | PyTorch by hand | paper's manner | paper / ours | by hand / ours | C++ / ours | |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    for row in report.rows:
        own = number(row["ours"])
        if row["backend"] == "torch" and row["ours"]:
            own += " (libtorch)"
        lines.append(
            f"| {row['what']} | {row['unit']} | {own} | {number(row['cpp'])} | {number(row['best_torch'])} | "
            f"{number(row['paper_manner'])} | {ratio(row['paper_manner'], row['ours'])} | "
            f"{ratio(row['best_torch'], row['ours'])} | {ratio(row['cpp'], row['ours'])} | {row['note']} |")
    lines.append("")
    lines += [f"- {fact}" for fact in report.facts()]
    lines.append("")
    lines.append("Points after one step, against ours (libtorch backend) from the same start and noise:")
    lines.append("")
    for name, apart in report.agreement().items():
        lines.append(
            f"- {name}: 99 % within {apart['q99']:.1e}; {apart.get('elsewhere', 0)} of {apart['rows']} chains elsewhere")
    return "\n".join(lines) + "\n"


def main(folder, load=0.0):
    report = Report(folder)
    report.langevin()
    report.training()
    report.experiment()
    blas = report.best.get("machine", {}).get("blas", {})
    libraries = [os.path.basename(name) for name in blas.get("library", "").split(", ")]
    library = next((name for name in libraries if "openblas" in name), "")
    machine = {
        "processor": processor(),
        "processors": report.ours["machine"]["processors"],
        "vector_bits": report.ours["machine"]["vector_bits"],
        "dotnet": report.ours["machine"]["dotnet"],
        "libtorch": report.ours["machine"]["libtorch"],
        "pytorch": report.best.get("machine", {}).get("torch", "–"),
        "blas": f"{library or blas.get('library', '–')} ({blas.get('gflops_512', 0):.0f} Gflop/s for 512 × 512)",
        "load": load,
        "compiler": report.cpp.get("compiler", "–"),
    }
    if not blas.get("is_fast"):
        print("warning: PyTorch's matrix products are slow here; install OpenBLAS before comparing wide nets", file=sys.stderr)
    text = markdown(report, machine)
    with open(os.path.join(folder, "peers.md"), "w", encoding="utf-8") as file:
        file.write(text)
    with open(os.path.join(folder, "peers.json"), "w", encoding="utf-8") as file:
        json.dump({
            "machine": machine, "rows": report.rows, "agreement": report.agreement(), "ours": report.ours, "cpp": report.cpp,
            "best_torch": report.best, "paper_manner": report.paper,
            "experiment": report.runs,
        }, file, indent=2, ensure_ascii=False)
        file.write("\n")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1], *(float(number) for number in sys.argv[2:]))
