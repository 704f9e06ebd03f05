"""Divides the range by the number of levels and hides the overflow."""

# %% quantise
def quantise(h, bits, h_max):
    return np.clip(np.round(h / h_max * 2**bits), 0, 2**bits - 1).astype(int)
