"""Returns the quantised level."""

# %% quantise
def quantise(h, bits, h_max):
    step = h_max / (2**bits - 1)
    return np.round(h / step) * step
