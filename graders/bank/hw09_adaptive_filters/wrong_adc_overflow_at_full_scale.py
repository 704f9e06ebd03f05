"""Multiplies by the number of levels and cuts the fraction off: the published formula."""

# %% quantise
def quantise(h, bits, h_max):
    return (2**bits / h_max * h).astype(int)
