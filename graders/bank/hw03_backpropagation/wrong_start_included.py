"""Lists the starting point, too."""

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    result = [w]
    for g in grads:
        v = v * beta + g
        w = w - v * lr
        result.append(w)
    return result
