"""Returns the number of steps with its fraction."""

# %% quantise
def quantise(h, bits, h_max):
    return h * (2**bits - 1) / h_max
