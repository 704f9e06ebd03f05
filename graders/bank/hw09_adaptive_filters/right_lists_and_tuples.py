"""Lists and tuples instead of arrays."""

# %% tapped_delay
def tapped_delay(x, m):
    return [list(x[k - m : k + 1][::-1]) + [1] for k in range(m, len(x))]

# %% quantise
def quantise(h, bits, h_max):
    return [int(round(float(v) / h_max * (2**bits - 1))) for v in h]

# %% thermometer
def thermometer(code, bits):
    return (1,) * code + (0,) * (2**bits - 1 - code)

# %% separable_bits
separable_bits = tuple(
    b for b in range(code_bits) if (highest_code >> b) - (lowest_code >> b) in (0, 1)
)

# %% perceptron_step
def perceptron_step(Q, p, target):
    return [list(row + (t - (1 if row @ p >= 0 else 0)) * p) for row, t in zip(Q, target)]

Q_new = tuple(tuple(row) for row in perceptron_step(Q, p, target))

# %% lms_step
def lms_step(w, p, target, alpha):
    return tuple((w + 2 * alpha * (target - w @ p) * p).tolist())

# %% two_conventions
alpha_max, mu_max = [float(v) / max(np.linalg.eigvalsh(R).tolist()) for v in (1, 2)]

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + 2 * alpha * e[-1] * p
    return [e, list(w)]
