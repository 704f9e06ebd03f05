"""Single precision throughout."""

# %% poles_and_regions
p = sorted(np.rint(np.roots(den)).astype(int).tolist())
zero = int(np.rint(-num[1] / num[0]))
poles = np.array([pole for pole in p if pole != zero], dtype=np.float32)
zeros = np.float32([0] if zero in p else [zero, 0])
regions = np.float32(len(poles) + 1)
stable_region = (np.float32(0), np.abs(poles).min())

# %% impulse_response
def impulse_response(b, a, n):
    g = []
    for k in range(n):
        total = b[k] if k < len(b) else 0.0
        for i in range(1, len(a)):
            if k >= i:
                total = total - a[i] * g[k - i]
        g.append(total / a[0])
    return np.array(g, dtype=np.float32)

g = impulse_response(num, den, 6)

# %% difference_equation
coefficients = {"x": np.float32([num[0] / den[0], num[1] / den[0], 0]), "y": np.float32(-den[1:] / den[0])}

# %% simulate
def simulate(coefficients, x):
    c, d = np.float32(coefficients["x"]), np.float32(coefficients["y"])
    y = np.zeros(len(x), dtype=np.float32)
    for k in range(len(x)):
        y[k] = sum(c[i] * x[k - i] for i in range(min(k + 1, len(c)))) + sum(
            d[j] * y[k - 1 - j] for j in range(min(k, len(d)))
        )
    return y

# %% regressors
def regressors(x, y, nx, ny):
    m = max(nx, ny)
    D = [[*x[k - nx : k + 1][::-1], *y[k - ny : k][::-1]] for k in range(m, len(y))]
    return np.array(D, dtype=np.float32), y[m:].astype("float32")

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    w1, b1, w2, _ = model.get_weights()
    s = 1 / (1 + np.exp(-(np.float32(inputs) @ w1 + b1)))
    return ((s * (1 - s)) @ (w1 * w2.T).T).mean(axis=0)

# %% adaline_coefficients
def adaline_fit(D, t):
    D, t = np.float32(D), np.float32(t)
    w = np.zeros(D.shape[1], dtype=np.float32)
    for _ in range(10):
        for row, target in zip(D, t):
            w += np.float32(0.002) * (target - row @ w) * row
    return w

# %% transfer_function
def to_transfer_function(w):
    w = np.float32(w)
    return w[:3] / -w[4], np.float32([1, -w[3], -w[4]]) / -w[4]
