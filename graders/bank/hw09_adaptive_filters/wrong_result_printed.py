"""Prints the result instead of returning it."""

# %% tapped_delay
def tapped_delay(x, m):
    print(np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))]))

# %% quantise
def quantise(h, bits, h_max):
    print(np.round(h / h_max * (2**bits - 1)))

# %% lms_step
def lms_step(w, p, target, alpha):
    print(w + 2 * alpha * (target - w @ p) * p)

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])
    print(1 / np.linalg.eigvalsh(P.T @ P / len(P))[-1])
