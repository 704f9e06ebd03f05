"""Divides the range into 2^N cells."""

# %% quantise
def quantise(h, bits, h_max):
    return [min(int(v / h_max * 2**bits), 2**bits - 1) for v in h]
