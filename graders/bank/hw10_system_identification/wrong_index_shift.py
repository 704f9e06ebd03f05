"""Begins with the first power of z⁻¹."""

# %% transfer_function
def to_transfer_function(w):
    num, den = w[:3], np.array([1, -w[3], -w[4]])
    return np.append(0, num / den[2]), np.append(0, den / den[2])
