"""Goes down the gradient without momentum."""

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    result = []
    for g in grads:
        v = g
        w = w - v * lr
        result.append(w)
    return result
