"""Further parameters with defaults."""

# %% tapped_delay
def tapped_delay(x, m, bias=True):
    P = np.array([x[k - m : k + 1][::-1] for k in range(m, len(x))])
    return np.column_stack([P, np.ones(len(P))]) if bias else P

# %% quantise
def quantise(h, bits, h_max, h_min=0.0):
    return np.rint((h - h_min) * (2**bits - 1) / (h_max - h_min)).astype(int)

# %% lms_step
def lms_step(w, p, target, alpha, factor=2):
    return w + factor * alpha * (target - p.dot(w)) * p

# %% echo_canceller
def cancel_echo(x, h, m, alpha, w=None):
    w, e = np.zeros(m + 2) if w is None else w, []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + 2 * alpha * e[-1] * p
    return np.array(e), w
