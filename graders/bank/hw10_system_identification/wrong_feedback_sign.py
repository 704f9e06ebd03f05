"""Gives the past outputs the wrong sign."""

# %% impulse_response
def impulse_response(b, a, n):
    g = []
    for k in range(n):
        total = b[k] if k < len(b) else 0.0
        for i in range(1, len(a)):
            if k >= i:
                total = total + a[i] * g[k - i]
        g.append(total / a[0])
    return np.array(g)

g = impulse_response(num, den, 6)

# %% difference_equation
coefficients = {"x": np.append(num, 0) / den[0], "y": den[1:] / den[0]}

# %% simulate
def simulate(coefficients, x):
    c, d = coefficients["x"], coefficients["y"]
    y = np.zeros(len(x))
    for k in range(len(x)):
        y[k] = sum(c[i] * x[k - i] for i in range(len(c)) if k >= i)
        y[k] -= sum(d[j] * y[k - 1 - j] for j in range(len(d)) if k > j)
    return y
