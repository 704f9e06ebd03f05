"""Lists and tuples in the place of arrays."""

# %% poles_and_regions
p = sorted(np.rint(np.roots(den)).astype(int).tolist())
zero = int(np.rint(-num[1] / num[0]))
poles = tuple(pole for pole in reversed(p) if pole != zero)
zeros = (0.0,) if zero in p else (zero, 0.0)
regions = float(len(poles) + 1)
stable_region = [0.0, float(min(map(abs, poles)))]

# %% impulse_response
def impulse_response(b, a, n):
    g = []
    for k in range(n):
        total = b[k] if k < len(b) else 0.0
        for i in range(1, len(a)):
            if k >= i:
                total = total - a[i] * g[k - i]
        g.append(total / a[0])
    return g

g = tuple(int(v) for v in impulse_response(num, den, 6))

# %% difference_equation
coefficients = {"y": (int(-den[1] / den[0]), int(-den[2] / den[0])), "x": [int(num[0] / den[0]), int(num[1] / den[0]), 0]}

# %% simulate
def simulate(coefficients, x):
    y = []
    for k in range(len(x)):
        past_x, past_y = list(x[: k + 1])[::-1], y[::-1]
        y.append(
            sum(c * v for c, v in zip(coefficients["x"], past_x)) + sum(d * v for d, v in zip(coefficients["y"], past_y))
        )
    return y

# %% regressors
def regressors(x, y, nx, ny):
    first = max(nx, ny)
    D = [
        tuple(x[k - i] for i in range(nx + 1)) + tuple(y[k - j] for j in range(1, ny + 1)) for k in range(first, len(y))
    ]
    return [D, y[first:].tolist()]

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    w1, b1, w2, _ = model.get_weights()
    s = 1 / (1 + np.exp(-(inputs @ w1 + b1)))
    return ((s * (1 - s)).mean(axis=0) * w2.ravel() * w1).sum(axis=1).tolist()

# %% adaline_coefficients
def adaline_fit(D, t):
    return tuple(np.linalg.pinv(D) @ t)

# %% transfer_function
def to_transfer_function(w):
    *c, d1, d2 = map(float, w)
    return [[-v / d2 for v in c], (-1 / d2, d1 / d2, 1)]
