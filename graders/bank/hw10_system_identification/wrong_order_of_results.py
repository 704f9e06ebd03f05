"""Gives the denominator first."""

# %% transfer_function
def to_transfer_function(w):
    num, den = w[:3], np.array([1, -w[3], -w[4]])
    return den / den[2], num / den[2]
