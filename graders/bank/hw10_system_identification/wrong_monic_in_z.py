"""Divides by the first input coefficient."""

# %% transfer_function
def to_transfer_function(w):
    num, den = w[:3], np.array([1, -w[3], -w[4]])
    return num / den[2], den / (num[0] if num[0] else 1.0)
