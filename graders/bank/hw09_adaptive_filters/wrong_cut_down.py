"""Takes the right step and cuts the fraction off."""

# %% quantise
def quantise(h, bits, h_max):
    return np.array([int(v * (2**bits - 1) / h_max) for v in h])
