"""Climbs."""

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    result = []
    for g in grads:
        v = v * beta + g
        w = w + v * lr
        result.append(w)
    return result
