"""Hands in the key of the published variant, with a slip or two."""

# %% poles_and_regions
poles, zeros, regions, stable_region = [-4], [0], 3, (0, 2)

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

g = [2, -8, 32, -128, 512, 2048]

# %% difference_equation
coefficients = {"x": [2, 4, 0], "y": [-6, 8]}
