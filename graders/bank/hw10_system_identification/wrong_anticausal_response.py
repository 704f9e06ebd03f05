"""Gives the stable response, which runs backwards in time."""

# %% impulse_response
def impulse_response(b, a, n):
    g = []
    for k in range(n):
        total = b[k] if k < len(b) else 0.0
        for i in range(1, len(a)):
            if k >= i:
                total = total - a[i] * g[k - i]
        g.append(total / a[0])
    return np.array(g)

p = sorted(np.rint(np.roots(den)).astype(int).tolist())
zero = int(np.rint(-num[1] / num[0]))
left = [float(pole) for pole in p if pole != zero]
g = np.array([-(left[0] ** -float(n + 1)) for n in range(6)])
