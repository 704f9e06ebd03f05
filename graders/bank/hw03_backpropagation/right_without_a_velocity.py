"""Descends from the last two places alone."""

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    places = [w, w]
    for g in grads:
        places.append(places[-1] - lr * g + beta * (places[-1] - places[-2]))
    return places[2:]
