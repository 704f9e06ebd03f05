"""Puts the input of the bias in front."""

# %% tapped_delay
def tapped_delay(x, m):
    return np.array([[1.0, *x[k - m : k + 1][::-1]] for k in range(m, len(x))])
