"""Cuts inputs down to whole numbers."""

# %% tapped_delay
def tapped_delay(x, m):
    return np.array([[*x[k - m : k + 1][::-1], 1] for k in range(m, len(x))], dtype=int)

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + 2 * alpha * (int(target) - int(w @ p)) * p

# %% quantise
def quantise(h, bits, h_max):
    return np.round(h.astype(int) * (2**bits - 1) / h_max)
