"""Multiplies by the number of levels and rounds."""

# %% quantise
def quantise(h, bits, h_max):
    return np.round(h / h_max * 2**bits)
