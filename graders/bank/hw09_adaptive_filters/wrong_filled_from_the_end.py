"""Lets the column rise from the last entry."""

# %% thermometer
def thermometer(code, bits):
    return [0] * (2**bits - 1 - code) + [1] * code
