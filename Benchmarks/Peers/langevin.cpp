// The constrained Langevin step of the circle's nets (F: 2-8-8-8-1, E: 2-32-32-1, SiLU) written by hand for AVX-512: sixteen
// chains to a vector, every size known to the compiler. One gradient of E, the clamp, the projection, Newton's method until all
// lanes of a vector have |F| <= 1e-5, the residual at the point that is kept; F' there serves the next step.
//
// Usage: langevin CASE.bin ROWS EPSILON STEP CLAMP [OUTPUT.json]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "step.hpp"

static double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class F>
static double median(F&& action, double budget) {
    action();
    std::vector<double> times;
    for (const double end = seconds() + budget; times.size() < 3 || seconds() < end;) {
        const double start = seconds();
        action();
        times.push_back(seconds() - start);
    }
    std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
    return times[times.size() / 2];
}

// Rows of points, some number of them, to lanes: [vector][component][lane]; rows are taken in turn.
static std::vector<float> to_lanes(const float* rows, int available, int count) {
    const int vectors = (count + Lanes - 1) / Lanes;
    std::vector<float> lanes((std::size_t)vectors * Ambient * Lanes);
    for (int i = 0; i < vectors * Lanes; i++)
        for (int j = 0; j < Ambient; j++)
            lanes[(std::size_t)(i / Lanes * Ambient + j) * Lanes + i % Lanes] = rows[i % count % available * Ambient + j];
    return lanes;
}

// Nanoseconds a lane of each part of a step, apart: every call waits for the one before it.
struct Parts {
    double gradient, value, noise;
};

static Parts measure_parts(const Sampler& sampler, const std::vector<float>& points) {
    constexpr int Calls = 2000;
    constexpr double ToNanoseconds = 1e9 / (Calls * Lanes);
    V x[2] = {_mm512_loadu_ps(&points[0]), _mm512_loadu_ps(&points[Lanes])}, y[2], kept = _mm512_setzero_ps();
    const auto follow = [&] {
        UNROLL for (int i = 0; i < 2; i++) x[i] = _mm512_fmadd_ps(y[i], set(1e-30f), x[i]);
    };
    Parts parts;
    parts.gradient = median([&] {
        for (int i = 0; i < Calls; i++) {
            sampler.energy.gradient(x, y);
            follow();
        }
    }, 0.3) * ToNanoseconds;
    parts.value = median([&] {
        for (int i = 0; i < Calls; i++) {
            kept = _mm512_add_ps(kept, sampler.manifold.value(x, y));
            follow();
        }
    }, 0.3) * ToNanoseconds;
    parts.noise = median([&] {
        for (int i = 0; i < Calls; i++) {
            normals(_mm512_set1_epi32(i), (std::uint64_t)i, 7, y);
            kept = _mm512_add_ps(kept, _mm512_add_ps(y[0], y[1]));
        }
    }, 0.3) * ToNanoseconds;
    // What nobody reads may be left out.
    volatile float sink = _mm512_reduce_add_ps(kept) + _mm512_reduce_add_ps(x[0]) + _mm512_reduce_add_ps(x[1]);
    (void)sink;
    return parts;
}

int main(int argc, char** argv) {
    if (argc < 6) {
        std::fprintf(stderr, "usage: langevin CASE.bin ROWS EPSILON STEP CLAMP [OUTPUT.json]\n");
        return 2;
    }
    FILE* input = std::fopen(argv[1], "rb");
    const int rows = std::atoi(argv[2]);
    std::vector<float> numbers;
    if (input) {
        std::fseek(input, 0, SEEK_END);
        numbers.resize((std::size_t)std::ftell(input) / sizeof(float));
        std::rewind(input);
        if (std::fread(numbers.data(), sizeof(float), numbers.size(), input) != numbers.size())
            numbers.clear();
        std::fclose(input);
    }
    static Sampler sampler;
    const std::size_t nets = 24 + 72 + 72 + 9 + 96 + 1056 + 33;
    if (rows < 1 || numbers.size() < nets + (std::size_t)rows * 7) {
        std::fprintf(stderr, "%s: not the circle's case with %d rows\n", argv[1], rows);
        return 1;
    }
    const float* starts = sampler.energy.read(sampler.manifold.read(numbers.data()));
    const float *noise = starts + 2 * rows, *expected = noise + 2 * rows, *accepted = expected + 2 * rows;
    sampler.epsilon = std::strtof(argv[3], nullptr);
    sampler.step = std::strtof(argv[4], nullptr);
    sampler.clamp = std::strtof(argv[5], nullptr);

    // The same points after one step as the other programs.
    std::vector<float> points = to_lanes(starts, rows, rows), given = to_lanes(noise, rows, rows);
    for (std::size_t at = 0; at < points.size(); at += Ambient * Lanes)
        sampler.run<true>(&points[at], &given[at], 0, 1, 0);
    std::vector<double> apart;
    int elsewhere = 0;
    for (int i = 0; i < rows; i++) {
        if (accepted[i] < 0.5f)
            continue;
        double most = 0;
        for (int j = 0; j < Ambient; j++) {
            const double point = points[(i / Lanes * Ambient + j) * Lanes + i % Lanes];
            most = std::max(most, std::fabs(point - expected[i * Ambient + j]));
        }
        apart.push_back(most);
        elsewhere += most > 1e-3;
    }
    std::sort(apart.begin(), apart.end());

    // Moments of the noise, so that a wrong one does not pass unseen.
    double sums[4] = {};
    const int draws = 1 << 16;
    for (int i = 0; i < draws; i++) {
        V r[2];
        normals(_mm512_set1_epi32(i), 5, 99, r);
        const double a = _mm512_cvtss_f32(r[0]), b = _mm512_cvtss_f32(r[1]);
        sums[0] += a + b;
        sums[1] += a * a + b * b;
        sums[2] += a * b;
        sums[3] += a * a * a * a + b * b * b * b;
    }

    std::string json = "{\n  \"compiler\": \"" __VERSION__ "\",\n";
    char text[400];
    std::snprintf(
        text, sizeof text, "  \"difference\": { \"max\": %.3g, \"q99\": %.3g, \"elsewhere\": %d, \"rows\": %zu },\n",
        apart.back(), apart[apart.size() * 99 / 100], elsewhere, apart.size());
    json += text;
    std::snprintf(
        text, sizeof text,
        "  \"noise_moments\": { \"mean\": %.4f, \"variance\": %.4f, \"covariance\": %.4f, \"fourth\": %.3f },\n",
        sums[0] / (2 * draws), sums[1] / (2 * draws), sums[2] / draws, sums[3] / (2 * draws));
    json += text;
    const Parts parts = measure_parts(sampler, points);
    std::snprintf(
        text, sizeof text,
        "  \"ns_per_lane\": { \"gradient\": %.2f, \"value_and_jacobian\": %.2f, \"noise\": %.2f },\n",
        parts.gradient, parts.value, parts.noise);
    json += text;
    json += "  \"langevin\": [\n";
    sampler.evaluations = sampler.steps = 0;
    for (int batch : {100, 1000, 10'000, 1'000'000}) {
        const int steps = batch <= 1000 ? 100 : batch <= 10'000 ? 10 : 5;
        const int vectors = (batch + Lanes - 1) / Lanes;
        std::vector<float> x = to_lanes(starts, rows, batch);
        std::vector<float> r((std::size_t)vectors * steps * Ambient * Lanes);
        for (std::size_t i = 0; i < r.size(); i++)
            r[i] = noise[i * 2654435761u % ((std::size_t)rows * 2)];
        std::uint64_t from = 0;
        const auto run = [&](auto is_given) {
            for (int v = 0; v < vectors; v++)
                sampler.run<decltype(is_given)::value>(
                    &x[(std::size_t)v * Ambient * Lanes], &r[(std::size_t)v * steps * Ambient * Lanes], v * Lanes, steps, from);
            from += steps;
        };
        const double with_given = median([&] { run(std::true_type{}); }, 1.0);
        const double with_drawn = median([&] { run(std::false_type{}); }, 1.0);
        const double lanes = 1e9 / ((double)vectors * Lanes * steps), samples = 1e9 / ((double)batch * steps);
        std::snprintf(
            text, sizeof text,
            "    { \"batch\": %d, \"given_ns_per_lane\": %.2f, \"drawn_ns_per_lane\": %.2f, \"given_ns_per_sample\": %.2f, "
            "\"drawn_ns_per_sample\": %.2f }%s\n",
            batch, with_given * lanes, with_drawn * lanes, with_given * samples, with_drawn * samples,
            batch == 1'000'000 ? "" : ",");
        json += text;
    }
    std::snprintf(
        text, sizeof text, "  ],\n  \"evaluations_per_vector\": %.3f\n}\n", (double)sampler.evaluations / (double)sampler.steps);
    json += text;
    std::fputs(json.c_str(), stdout);
    if (argc > 6) {
        FILE* output = std::fopen(argv[6], "w");
        if (!output || std::fputs(json.c_str(), output) < 0 || std::fclose(output) != 0) {
            std::fprintf(stderr, "%s: cannot be written\n", argv[6]);
            return 1;
        }
    }
    return 0;
}
