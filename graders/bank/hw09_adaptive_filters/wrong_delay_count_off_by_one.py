"""Takes m delays for m samples."""

# %% tapped_delay
def tapped_delay(x, m):
    return np.array([[*x[k - m + 1 : k + 1][::-1], 1.0] for k in range(m - 1, len(x))])
