"""Gives the right things in the wrong order."""

# %% separable_bits
codes = range(lowest_code, highest_code + 1)
switches = []
for bit in range(code_bits):
    row = [code >> bit & 1 for code in codes]
    switches.append(sum(a != b for a, b in zip(row, row[1:])))
separable_bits = [b for b in reversed(range(code_bits)) if switches[b] <= 1]
if len(separable_bits) < 2:
    separable_bits = [code_bits]

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + 2 * alpha * e[-1] * p
    return w, np.array(e)
