"""Reads the coefficients from the highest power of z⁻¹ on."""

# %% impulse_response
def impulse_response(b, a, n):
    b, a, g = b[::-1], a[::-1], []
    for k in range(n):
        total = b[k] if k < len(b) else 0.0
        for i in range(1, len(a)):
            if k >= i:
                total = total - a[i] * g[k - i]
        g.append(total / a[0])
    return np.array(g)

g = impulse_response(num[::-1], den[::-1], 6)

# %% difference_equation
coefficients = {"x": [num[1] / den[2], num[0] / den[2], 0], "y": [-den[1] / den[2], -den[0] / den[2]]}
