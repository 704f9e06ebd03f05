"""Changes one array in place and lists it again and again."""

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    w = w.copy()
    result = []
    for g in grads:
        v = v * beta + g
        w -= v * lr
        result.append(w)
    return result
