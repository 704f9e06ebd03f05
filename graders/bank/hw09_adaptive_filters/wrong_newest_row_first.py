"""Lets time run upward."""

# %% tapped_delay
def tapped_delay(x, m):
    return np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])[::-1]
