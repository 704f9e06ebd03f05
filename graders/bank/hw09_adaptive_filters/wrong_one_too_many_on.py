"""Counts the neurons that are on from 0."""

# %% thermometer
def thermometer(code, bits):
    return np.where(np.arange(2**bits - 1) <= code, 1, 0)
