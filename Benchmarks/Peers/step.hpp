// The nets of the circle, and the step.
#pragma once
#include <cstring>

#include "vectors.hpp"

constexpr int NewtonLimit = 20;

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
