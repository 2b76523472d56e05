// Vectors of sixteen floats: the functions of them that a step needs, and random numbers.
#pragma once
#include <immintrin.h>

#include <cstdint>

using V = __m512;
constexpr int Lanes = 16;
constexpr int Ambient = 2;

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
