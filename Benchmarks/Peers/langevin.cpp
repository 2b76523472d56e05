// The constrained Langevin step of the circle's nets (F: 2-8-8-8-1, E: 2-32-32-1, SiLU) written by hand for AVX-512: sixteen chains to
// a vector, every size known to the compiler. One gradient of E, the clamp, the projection, Newton's method until all lanes of a vector
// have |F| <= 1e-5, the residual at the point that is kept; F' there serves the next step. What it takes is what there is to gain.
//
// Usage: langevin CASE.bin ROWS EPSILON STEP CLAMP [OUTPUT.json]
#include <immintrin.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

using V = __m512;
constexpr int Lanes = 16;
constexpr int Ambient = 2;
constexpr int NewtonLimit = 20;

#define INLINE __attribute__((always_inline)) inline
// Each net once in the cache of instructions: a tenth faster than a copy in every place.
#define OUTLINE __attribute__((noinline))
#define UNROLL _Pragma("GCC unroll 64")

static INLINE V set(float a) { return _mm512_set1_ps(a); }

// 1 / (1 + exp(-h)): exp2 by a polynomial on [-1/2, 1/2], the reciprocal by an estimate and one step of Newton's method.
static INLINE V logistic(V h) {
    const V t = _mm512_max_ps(_mm512_min_ps(_mm512_mul_ps(h, set(-1.44269504f)), set(120.f)), set(-120.f));
    const V n = _mm512_roundscale_ps(t, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    const V r = _mm512_sub_ps(t, n);
    V p = _mm512_fmadd_ps(set(1.327647115e-3f), r, set(9.675541328e-3f));
    p = _mm512_fmadd_ps(p, r, set(5.550713276e-2f));
    p = _mm512_fmadd_ps(p, r, set(2.402211972e-1f));
    p = _mm512_fmadd_ps(p, r, set(6.931469671e-1f));
    p = _mm512_fmadd_ps(p, r, set(1.000000072f));
    const V d = _mm512_add_ps(_mm512_scalef_ps(p, n), set(1.f));
    const V q = _mm512_rcp14_ps(d);
    return _mm512_fmadd_ps(q, _mm512_fnmadd_ps(d, q, set(1.f)), q);
}

static INLINE V logarithm(V u) {
    const V m = _mm512_getmant_ps(u, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_src);
    V e = _mm512_getexp_ps(u);
    e = _mm512_mask_add_ps(e, _mm512_cmp_ps_mask(m, set(1.f), _CMP_LT_OQ), e, set(1.f));
    const V t = _mm512_sub_ps(m, set(1.f));
    V p = _mm512_fmadd_ps(set(5.411164185e-2f), t, set(-1.207671000e-1f));
    for (float c : {1.499449595e-1f, -1.682431325e-1f, 1.997591307e-1f, -2.499321833e-1f, 3.333359212e-1f, -5.000006640e-1f, 1.f})
        p = _mm512_fmadd_ps(p, t, set(c));
    return _mm512_fmadd_ps(e, set(0.693147181f), _mm512_mul_ps(p, t));
}

static INLINE __m512i high(__m512i a, __m512i m) {
    const __m512i even = _mm512_mul_epu32(a, m), odd = _mm512_mul_epu32(_mm512_srli_epi64(a, 32), m);
    return _mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 32), odd);
}

// Two words of Philox4x32-10 for sixteen chains; counter words: 0, chain, step.
static INLINE void philox(__m512i chain, std::uint64_t step, std::uint64_t key, __m512i& w0, __m512i& w1) {
    __m512i c0 = _mm512_setzero_si512(), c1 = chain;
    __m512i c2 = _mm512_set1_epi32((int)step), c3 = _mm512_set1_epi32((int)(step >> 32));
    std::uint32_t k0 = (std::uint32_t)key, k1 = (std::uint32_t)(key >> 32);
    const __m512i m0 = _mm512_set1_epi32((int)0xD2511F53u), m1 = _mm512_set1_epi32((int)0xCD9E8D57u);
    UNROLL for (int round = 0; round < 10; round++) {
        const __m512i h0 = high(c0, m0), l0 = _mm512_mullo_epi32(c0, m0);
        const __m512i h1 = high(c2, m1), l1 = _mm512_mullo_epi32(c2, m1);
        c0 = _mm512_xor_si512(_mm512_xor_si512(h1, c1), _mm512_set1_epi32((int)k0));
        c1 = l1;
        c2 = _mm512_xor_si512(_mm512_xor_si512(h0, c3), _mm512_set1_epi32((int)k1));
        c3 = l0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    w0 = c0;
    w1 = c1;
}

// Two normals by Box and Muller.
static INLINE void normals(__m512i chain, std::uint64_t step, std::uint64_t key, V noise[Ambient]) {
    __m512i w0, w1;
    philox(chain, step, key, w0, w1);
    const V u = _mm512_fmadd_ps(_mm512_cvtepu32_ps(w0), set(0x1p-32f), set(0x1p-33f));
    const V radius = _mm512_sqrt_ps(_mm512_mul_ps(set(-2.f), _mm512_min_ps(logarithm(u), set(0.f))));
    const __m512i quadrant = _mm512_srli_epi32(_mm512_add_epi32(w1, _mm512_set1_epi32(0x20000000)), 30);
    const V r = _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_sub_epi32(w1, _mm512_slli_epi32(quadrant, 30))), set(0x1p-32f));
    const V r2 = _mm512_mul_ps(r, r);
    V s = _mm512_fmadd_ps(set(-75.39363323f), r2, set(81.59235549f));
    s = _mm512_fmadd_ps(s, r2, set(-41.34166147f));
    s = _mm512_mul_ps(r, _mm512_fmadd_ps(s, r2, set(6.283185287f)));
    V c = _mm512_fmadd_ps(set(59.22044239f), r2, set(-85.44285336f));
    c = _mm512_fmadd_ps(c, r2, set(64.93931622f));
    c = _mm512_fmadd_ps(c, r2, set(-19.73920865f));
    c = _mm512_fmadd_ps(c, r2, set(1.f));
    const __mmask16 swap = _mm512_test_epi32_mask(quadrant, _mm512_set1_epi32(1));
    const __mmask16 minus_sine = _mm512_test_epi32_mask(quadrant, _mm512_set1_epi32(2));
    const __mmask16 minus_cosine = _mm512_test_epi32_mask(_mm512_add_epi32(quadrant, _mm512_set1_epi32(1)), _mm512_set1_epi32(2));
    V sine = _mm512_mask_blend_ps(swap, s, c), cosine = _mm512_mask_blend_ps(swap, c, s);
    sine = _mm512_mask_sub_ps(sine, minus_sine, set(0.f), sine);
    cosine = _mm512_mask_sub_ps(cosine, minus_cosine, set(0.f), cosine);
    noise[0] = _mm512_mul_ps(radius, cosine);
    noise[1] = _mm512_mul_ps(radius, sine);
}

template <int Outputs, int Inputs>
struct Layer {
    alignas(64) float weight[Outputs * Inputs];
    alignas(64) float transposed[Outputs * Inputs];
    alignas(64) float bias[Outputs];

    const float* read(const float* from) {
        std::memcpy(weight, from, sizeof weight);
        std::memcpy(bias, from + Outputs * Inputs, sizeof bias);
        for (int o = 0; o < Outputs; o++)
            for (int i = 0; i < Inputs; i++)
                transposed[i * Outputs + o] = weight[o * Inputs + i];
        return from + Outputs * Inputs + Outputs;
    }

    // y = W x + b: as many sums at a time as registers hold.
    INLINE void affine(const V* x, V* y) const { product<Outputs, Inputs, true>(transposed, x, y); }

    // y = W^T w.
    INLINE void pullback(const V* w, V* y) const { product<Inputs, Outputs, false>(weight, w, y); }

private:
    template <int Rows, int Columns, bool HasBias>
    INLINE void product(const float* columns, const V* x, V* y) const {
        constexpr int Block = Rows % 8 == 0 ? 8 : Rows;
        for (int row = 0; row < Rows; row += Block) {
            V sum[Block];
            UNROLL for (int i = 0; i < Block; i++) sum[i] = HasBias ? set(bias[row + i]) : _mm512_setzero_ps();
            const auto add = [&](int column) {
                const V factor = x[column];
                UNROLL for (int i = 0; i < Block; i++)
                    sum[i] = _mm512_fmadd_ps(set(columns[column * Rows + row + i]), factor, sum[i]);
            };
            // Long sums written out would not fit into the cache of decoded instructions: that costs half of the speed.
            if constexpr (Columns <= 8) {
                UNROLL for (int column = 0; column < Columns; column++) add(column);
            } else {
                _Pragma("GCC unroll 2") for (int column = 0; column < Columns; column++) add(column);
            }
            UNROLL for (int i = 0; i < Block; i++) y[row + i] = sum[i];
        }
    }
};

// h becomes SiLU(h); slope its derivative s + a (1 - s).
template <int Width>
static INLINE void silu(V* h, V* slope) {
    UNROLL for (int i = 0; i < Width; i++) {
        const V s = logistic(h[i]);
        const V a = _mm512_mul_ps(h[i], s);
        slope[i] = _mm512_fmadd_ps(_mm512_sub_ps(set(1.f), a), s, a);
        h[i] = a;
    }
}

template <int Width>
static INLINE void scale(V* a, const V* b) {
    UNROLL for (int i = 0; i < Width; i++) a[i] = _mm512_mul_ps(a[i], b[i]);
}

struct Manifold {
    Layer<8, 2> first;
    Layer<8, 8> second, third;
    Layer<1, 8> last;

    const float* read(const float* from) { return last.read(third.read(second.read(first.read(from)))); }

    OUTLINE V value(const V x[2], V jacobian[2]) const {
        V a0[8], d0[8], a1[8], d1[8], a2[8], d2[8], g[8], f;
        first.affine(x, a0);
        silu<8>(a0, d0);
        second.affine(a0, a1);
        silu<8>(a1, d1);
        third.affine(a1, a2);
        silu<8>(a2, d2);
        last.affine(a2, &f);
        UNROLL for (int i = 0; i < 8; i++) d2[i] = _mm512_mul_ps(d2[i], set(last.weight[i]));
        third.pullback(d2, g);
        scale<8>(g, d1);
        second.pullback(g, d2);
        scale<8>(d2, d0);
        first.pullback(d2, jacobian);
        return f;
    }
};

struct Energy {
    Layer<32, 2> first;
    Layer<32, 32> second;
    Layer<1, 32> last;

    const float* read(const float* from) { return last.read(second.read(first.read(from))); }

    OUTLINE void gradient(const V x[2], V g[2]) const {
        V a0[32], d0[32], a1[32], d1[32];
        first.affine(x, a0);
        silu<32>(a0, d0);
        second.affine(a0, a1);
        silu<32>(a1, d1);
        UNROLL for (int i = 0; i < 32; i++) d1[i] = _mm512_mul_ps(d1[i], set(last.weight[i]));
        second.pullback(d1, a1);
        scale<32>(a1, d0);
        first.pullback(a1, g);
    }
};

struct Sampler {
    Manifold manifold;
    Energy energy;
    float epsilon, step, clamp;
    std::int64_t evaluations = 0, steps = 0;

    // Runs the steps of one vector of chains. Noise, if given, is [step][component][lane].
    template <bool Given>
    OUTLINE void run(float* points, const float* noise, std::uint32_t chain, int count, std::uint64_t from) {
        const V tolerance = set(1e-5f), half = set(-0.5f * step), scale = set(epsilon), most = set(clamp);
        const __m512i chains = _mm512_add_epi32(
            _mm512_set1_epi32((int)chain), _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
        V x[2] = {_mm512_loadu_ps(points), _mm512_loadu_ps(points + Lanes)}, jx[2];
        manifold.value(x, jx);
        std::int64_t used = 0;
        for (int t = 0; t < count; t++) {
            V r[2], g[2], y[2], jy[2];
            if (Given) {
                r[0] = _mm512_loadu_ps(noise + t * Ambient * Lanes);
                r[1] = _mm512_loadu_ps(noise + t * Ambient * Lanes + Lanes);
            } else {
                normals(chains, from + t, 0x1234567890ABCDEFull, r);
            }
            energy.gradient(x, g);
            const V norm = _mm512_fmadd_ps(jx[0], jx[0], _mm512_mul_ps(jx[1], jx[1]));
            UNROLL for (int i = 0; i < 2; i++) {
                g[i] = _mm512_min_ps(_mm512_max_ps(g[i], _mm512_sub_ps(set(0.f), most)), most);
                r[i] = _mm512_fmadd_ps(half, g[i], _mm512_mul_ps(scale, r[i]));
            }
            const V along = _mm512_div_ps(_mm512_fmadd_ps(r[0], jx[0], _mm512_mul_ps(r[1], jx[1])), norm);
            UNROLL for (int i = 0; i < 2; i++) y[i] = _mm512_add_ps(x[i], _mm512_fnmadd_ps(along, jx[i], r[i]));
            __mmask16 good;
            for (int iteration = 0;; iteration++) {
                const V f = manifold.value(y, jy);
                used++;
                good = _mm512_cmp_ps_mask(_mm512_abs_ps(f), tolerance, _CMP_LE_OQ);
                if (good == 0xFFFF || iteration == NewtonLimit)
                    break;
                const V slope = _mm512_fmadd_ps(jy[0], jx[0], _mm512_mul_ps(jy[1], jx[1]));
                const V length = _mm512_maskz_div_ps((__mmask16)~good, f, slope);
                UNROLL for (int i = 0; i < 2; i++) y[i] = _mm512_fnmadd_ps(length, jx[i], y[i]);
            }
            UNROLL for (int i = 0; i < 2; i++) {
                x[i] = _mm512_mask_blend_ps(good, x[i], y[i]);
                jx[i] = _mm512_mask_blend_ps(good, jx[i], jy[i]);
            }
        }
        _mm512_storeu_ps(points, x[0]);
        _mm512_storeu_ps(points + Lanes, x[1]);
        evaluations += used;
        steps += count;
    }
};

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
        for (int j = 0; j < Ambient; j++)
            most = std::max(most, std::fabs((double)points[(i / Lanes * Ambient + j) * Lanes + i % Lanes] - expected[i * Ambient + j]));
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
        text, sizeof text, "  \"noise_moments\": { \"mean\": %.4f, \"variance\": %.4f, \"covariance\": %.4f, \"fourth\": %.3f },\n",
        sums[0] / (2 * draws), sums[1] / (2 * draws), sums[2] / draws, sums[3] / (2 * draws));
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
            batch, with_given * lanes, with_drawn * lanes, with_given * samples, with_drawn * samples, batch == 1'000'000 ? "" : ",");
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
