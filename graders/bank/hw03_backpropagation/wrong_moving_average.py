"""Weighs the new gradient with 1 − beta."""

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    result = []
    for g in grads:
        v = v * beta + (1 - beta) * g
        w = w - v * lr
        result.append(w)
    return result
