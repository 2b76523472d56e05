#!/usr/bin/env bash
# Runs this library, two PyTorch programs and a C++ program side by side on the same nets, and writes peers.json and peers.md.
#   run.sh [--quick] [--out FOLDER] [--rounds N] [--seeds N] [--paper-seeds N]
# README.md beside it says what it needs. Everything runs on one thread unless a row says otherwise. Programs take turns, in rounds,
# and of each figure the fastest round counts: the speed of a machine that others use drifts.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$root/out/peers quick=() rounds=3 seeds=3 paper_seeds=1
while [ $# -gt 0 ]; do
    case $1 in
        --quick) quick=(--quick) rounds=1; shift ;;
        --out) out=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --seeds) seeds=$2; shift 2 ;;
        --paper-seeds) paper_seeds=$2; shift 2 ;;
        *) echo "error: $1: give --quick, --out FOLDER, --rounds N, --seeds N or --paper-seeds N." >&2; exit 2 ;;
    esac
done
python=${PYTHON:-/usr/bin/python3}
cxx=${CXX:-g++}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
load=$(cut -d' ' -f1 /proc/loadavg 2> /dev/null || echo 0)
mkdir -p "$out"
rm -f "$out"/{ours,best,paper,cpp}*.json "$out"/circle-*.json "$out"/bench.json

say() { echo "== $(date +%T) $*"; }

say "build"
dotnet build -c Release -v q "$root/Benchmarks" > "$out/build.log" || { tail -20 "$out/build.log" >&2; exit 1; }
benchmarks=$root/Benchmarks/bin/Release/net10.0/DslManifolds.Benchmarks.dll
samples=$root/Samples/bin/Release/net10.0/DslManifolds.Samples.dll
"$cxx" -std=c++20 -O3 -march=native -ffast-math -w -o "$out/langevin" "$here/langevin.cpp" ||
    say "the C++ program does not build here (it needs AVX-512); its rows stay empty"

for ((round = 1; round <= rounds; round++)); do
    say "this library: steps ($round of $rounds)"
    # Two threads are tried where a row says so.
    env -u OMP_NUM_THREADS dotnet "$benchmarks" peers --export "$out" --json "$out/ours-$round.json" ${quick[@]+"${quick[@]}"}
    if [ -x "$out/langevin" ]; then
        say "C++"
        "$out/langevin" "$out/circle.bin" 10000 0.3 1 0.1 "$out/cpp-$round.json" > /dev/null || say "the C++ program failed"
    fi
    say "PyTorch, by hand"
    "$python" "$here/best_torch.py" "$out" --part steps --json "$out/best-$round.json" ${quick[@]+"${quick[@]}"} > /dev/null
done

if [ ${#quick[@]} -eq 0 ]; then
    say "PyTorch, by hand: the whole circle experiment"
    "$python" "$here/best_torch.py" "$out" --part experiment --seeds "$seeds" --json "$out/best-experiment.json" > /dev/null
fi

say "this library: the whole circle experiment, a process each"
for backend in auto torch; do
    for ((seed = 0; seed < seeds; seed++)); do
        [ ${#quick[@]} -eq 0 ] || [ "$seed" -eq 0 ] || continue
        dotnet "$samples" run circle --seed "$seed" --backend $backend --out "$out/circle-$backend-$seed" > /dev/null &&
            cp "$out/circle-$backend-$seed/metrics.json" "$out/circle-$backend-$seed.json" ||
            say "run circle --seed $seed --backend $backend failed"
    done
done

say "PyTorch, the paper's manner"
"$python" "$here/paper_manner.py" "$out" --json "$out/paper.json" --seeds "$paper_seeds" ${quick[@]+"${quick[@]}"} > /dev/null

say "table"
"$python" "$here/table.py" "$out" "$load"
say "done: $out/peers.json, $out/peers.md"
