// SPDX-License-Identifier: MIT
// Measures a sine.

/// The sine in x whose frequency is within 0.6 % of omega (radians a frame): its frequency and its phase in the middle of x in
/// radians, and in dB what is left of x without it, which is distortion and noise.
export function fit(x, omega) {
    const middle = (x.length - 1) / 2;
    const at = (omega) => {
        let cc = 0, ss = 0, cs = 0, xc = 0, xs = 0, xx = 0;
        x.forEach((v, i) => {
            const h = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / x.length);
            const c = Math.cos(omega * (i - middle)), s = Math.sin(omega * (i - middle));
            cc += h * c * c; ss += h * s * s; cs += h * c * s; xc += h * v * c; xs += h * v * s; xx += h * v * v;
        });
        const d = cc * ss - cs * cs, a = (xc * ss - xs * cs) / d, b = (xs * cc - xc * cs) / d; // of cosine and sine
        return { omega, phase: Math.atan2(a, b), left: Math.max((xx - a * xc - b * xs) / xx, 1e-20) };
    };
    let low = omega * 0.994, high = omega * 1.006;
    for (let i = 0; i < 36; ++i) {
        const third = (high - low) / 3;
        if (at(low + third).left < at(high - third).left) high -= third;
        else low += third;
    }
    const { left, ...best } = at((low + high) / 2);
    return { ...best, rest: 10 * Math.log10(left) };
}
