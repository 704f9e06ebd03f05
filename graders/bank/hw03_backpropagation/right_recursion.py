"""Recursion over entries and steps."""

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
    def below(i):
        if i == 0:
            return []
        unit = (np.arange(x.size) == i - 1).reshape(x.shape) * h
        return [*below(i - 1), float(np.vdot(dy, f(x + unit) - f(x - unit)) / (h + h))]

    return np.array(below(x.size)).reshape(x.shape)

# %% repeated_factor
def power(base, exponent):
    if exponent == 0:
        return 1.0
    root = power(base, exponent // 2)
    return root * root * (base if exponent % 2 else 1.0)

growth, decay = power(larger, times), power(smaller, times)

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta, v=None):
    if not grads:
        return []
    v = grads[0] + (0 if v is None else beta * v)
    return [w - lr * v, *sgd_momentum(w - lr * v, grads[1:], lr, beta, v)]
