"""No gradient is derived at all: every input is moved by a tiny imaginary step."""

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    def loss(x, gamma, beta):
        centred = x - x.mean(0)
        return np.sum(dy * (gamma * centred / np.sqrt((centred**2).mean(0) + eps) + beta))

    inputs = [x, gamma, 0 * gamma]
    gradients = [np.zeros(a.shape) for a in inputs]
    for k, gradient in enumerate(gradients):
        for index in np.ndindex(gradient.shape):
            moved = [a.astype(complex) for a in inputs]
            moved[k][index] += 1e-30j
            gradient[index] = loss(*moved).imag / 1e-30
    return tuple(gradients)

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    def loss(x, gamma, beta):
        centred = x - x.mean(1, keepdims=True)
        return np.sum(dy * (gamma * centred / np.sqrt((centred**2).mean(1, keepdims=True) + eps) + beta))

    inputs = [x, gamma, 0 * gamma]
    gradients = [np.zeros(a.shape) for a in inputs]
    for k, gradient in enumerate(gradients):
        for index in np.ndindex(gradient.shape):
            moved = [a.astype(complex) for a in inputs]
            moved[k][index] += 1e-30j
            gradient[index] = loss(*moved).imag / 1e-30
    return gradients
