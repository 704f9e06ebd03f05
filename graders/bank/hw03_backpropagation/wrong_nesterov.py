"""Looks ahead, as Nesterov does."""

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    result = []
    for g in grads:
        v = v * beta + g
        w = w - lr * (g + beta * v)
        result.append(w)
    return result
