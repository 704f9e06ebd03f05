"""Rational numbers, turned into floats at the end."""

# %% poles_and_regions
from fractions import Fraction
from math import isqrt

a, b, c = map(Fraction, den)
root = isqrt(int((b / a) ** 2 - 4 * c / a))
zero = -Fraction(num[1]) / Fraction(num[0])
candidates = [(-b / a + root) / 2, (-b / a - root) / 2]
poles = [float(v) for v in candidates if v != zero]
zeros = [0.0] + [float(zero)] * (zero not in candidates)
regions = 1 + len(poles)
stable_region = (0, min(abs(v) for v in poles))

# %% impulse_response
from fractions import Fraction

def impulse_response(b, a, n):
    b, a, g = [Fraction(v) for v in b], [Fraction(v) for v in a], []
    for k in range(n):
        now = b[k] if k < len(b) else Fraction(0)
        now -= sum((a[i] * g[k - i] for i in range(1, len(a)) if i <= k), Fraction(0))
        g.append(now / a[0])
    return np.array([float(v) for v in g])

g = impulse_response(num, den, 6)

# %% simulate
from fractions import Fraction

def simulate(coefficients, x):
    c, d = ([Fraction(v) for v in coefficients[key]] for key in "xy")
    y = []
    for k in range(len(x)):
        new = sum((c[i] * Fraction(x[k - i]) for i in range(len(c)) if i <= k), Fraction(0))
        y.append(new + sum((d[j] * y[k - 1 - j] for j in range(len(d)) if j < k), Fraction(0)))
    return np.array([float(v) for v in y])
