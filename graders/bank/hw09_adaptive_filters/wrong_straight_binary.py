"""Returns the binary digits, most significant first."""

# %% thermometer
def thermometer(code, bits):
    return np.array([int(digit) for digit in format(code, f"0{bits}b")])
