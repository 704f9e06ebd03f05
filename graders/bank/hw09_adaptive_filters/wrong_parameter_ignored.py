"""Takes a parameter and never uses it."""

# %% quantise
def quantise(h, bits, h_max):
    return np.round(h * (2**bits - 1))

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + 2 * 0.1 * (target - w @ p) * p

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + 2 * 0.01 * e[-1] * p
    return np.array(e), w
