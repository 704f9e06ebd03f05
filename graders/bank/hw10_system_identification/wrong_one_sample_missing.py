"""Counts one sample too few."""

# %% impulse_response
def impulse_response(b, a, n):
    g = []
    for k in range(n - 1):
        total = b[k] if k < len(b) else 0.0
        for i in range(1, len(a)):
            if k >= i:
                total = total - a[i] * g[k - i]
        g.append(total / a[0])
    return np.array(g)

g = impulse_response(num, den, 6)
