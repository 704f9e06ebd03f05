"""Puts a zero in front: the response begins at n = 1."""

# %% impulse_response
def impulse_response(b, a, n):
    g = []
    for k in range(n):
        total = b[k] if k < len(b) else 0.0
        for i in range(1, len(a)):
            if k >= i:
                total = total - a[i] * g[k - i]
        g.append(total / a[0])
    return np.array([0.0] + g[: n - 1])

g = np.append(impulse_response(num, den, 7)[1:], [])
