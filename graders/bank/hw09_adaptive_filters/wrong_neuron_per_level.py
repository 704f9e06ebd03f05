"""Gives every level a neuron, the lowest one, too."""

# %% thermometer
def thermometer(code, bits):
    return [1] * code + [0] * (2**bits - code)
