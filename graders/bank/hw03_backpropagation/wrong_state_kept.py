"""Keeps the velocity from one call to the next."""

# %% momentum_steps
_state = {}

def sgd_momentum(w, grads, lr, beta):
    v = _state.get(w.shape, 0 * w)
    result = []
    for g in grads:
        v = v * beta + g
        w = w - v * lr
        result.append(w)
    _state[w.shape] = v
    return result
