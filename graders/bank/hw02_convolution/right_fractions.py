"""Exact rational numbers, turned into floats at the end."""

# %% laplacian
from fractions import Fraction

padded = [[Fraction(v) for v in row] for row in np.pad(image, 1)]
response = [
    [float(sum(Fraction(kernel[u, v]) * padded[i + u][j + v] for u in range(3) for v in range(3))) for j in range(5)]
    for i in range(5)
]

# %% pointwise
from fractions import Fraction

pointwise_shape = (height, width, int(Fraction(filters)))
pointwise_params = float(Fraction(channels + 1) / Fraction(1, filters))

# %% forward
from fractions import Fraction

exact = [
    [sum(Fraction(w[u, v]) * Fraction(x[i + u, j + v]) for u in range(2) for v in range(2)) for j in range(2)]
    for i in range(2)
]
conv_map = np.array(exact, dtype=float)
gap = float(sum(sum(row) for row in exact) / 4)

# %% filter_gradient
from fractions import Fraction

X, K = [[Fraction(v) for v in row] for row in x], [[Fraction(v) for v in row] for row in w]
total = sum(K[u][v] * X[i + u][j + v] for i in range(2) for j in range(2) for u in range(2) for v in range(2))
each = {"sum": Fraction(1), "gap": Fraction(1, 4)}.get(loss) or (total / 4 - Fraction(target)) / 4
filter_gradient = [
    [float(each * sum(X[i + u][j + v] for i in range(2) for j in range(2))) for v in range(2)] for u in range(2)
]

# %% input_gradient
from fractions import Fraction

X, K = [[Fraction(v) for v in row] for row in x], [[Fraction(v) for v in row] for row in w]
total = sum(K[u][v] * X[i + u][j + v] for i in range(2) for j in range(2) for u in range(2) for v in range(2))
each = {"sum": Fraction(1), "gap": Fraction(1, 4)}.get(loss) or (total / 4 - Fraction(target)) / 4
input_gradient = [[Fraction(0)] * 3 for _ in range(3)]
for i, j, u, v in np.ndindex(2, 2, 2, 2):
    input_gradient[i + u][j + v] += each * K[u][v]
input_gradient = [[float(v) for v in row] for row in input_gradient]

# %% conv2d
from fractions import Fraction

def conv2d(x, w, stride=1, padding=0):
    x = [[Fraction(float(v)) for v in row] for row in np.pad(x, padding)]
    w = [[Fraction(float(v)) for v in row] for row in w]
    kh, kw = len(w), len(w[0])
    return np.array(
        [
            [
                float(sum(w[u][v] * x[i + u][j + v] for u in range(kh) for v in range(kw)))
                for j in range(0, len(x[0]) - kw + 1, stride)
            ]
            for i in range(0, len(x) - kh + 1, stride)
        ]
    )
