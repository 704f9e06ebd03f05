"""Switches only the topmost neuron on."""

# %% thermometer
def thermometer(code, bits):
    t = np.zeros(2**bits - 1)
    if code > 0:
        t[code - 1] = 1
    return t
