"""Moves first and updates the velocity afterwards."""

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    result = []
    for g in grads:
        w = w - v * lr
        v = v * beta + g
        result.append(w)
    return result
