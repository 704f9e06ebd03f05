"""Exchanges on and off."""

# %% thermometer
def thermometer(code, bits):
    return np.where(np.arange(2**bits - 1) < code, 0, 1)
