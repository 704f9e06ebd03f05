"""Never divides by the leading coefficient of the denominator."""

# %% impulse_response
def impulse_response(b, a, n):
    g = []
    for k in range(n):
        total = b[k] if k < len(b) else 0.0
        for i in range(1, len(a)):
            if k >= i:
                total = total - a[i] * g[k - i]
        g.append(total)
    return np.array(g)

g = impulse_response(num, den, 6)

# %% difference_equation
coefficients = {"x": np.append(num, 0), "y": -den[1:]}
