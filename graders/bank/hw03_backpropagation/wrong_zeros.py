"""Zeros of the right form."""

# %% hand_network
hidden, output, loss = np.zeros((2, 2)), np.zeros((2, 1)), 0.0
dW1, db1, dW2, db2 = np.zeros((2, 2)), np.zeros(2), np.zeros((2, 1)), np.zeros(1)

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    return 0.0, np.zeros_like(logits)

# %% dense_backward
def dense_backward(dy, x, w):
    return np.zeros_like(x), np.zeros_like(w), np.zeros(w.shape[1])

# %% mlp_gradients
def mlp_gradients(params, x, labels):
    return 0.0, {name: np.zeros_like(value) for name, value in params.items()}

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
    return np.zeros_like(x)

# %% repeated_factor
growth = decay = 0.0

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    return [np.zeros_like(w) for _ in grads]

# %% train_xor
def train_xor(seed):
    return {"W1": np.zeros((2, 2)), "b1": np.zeros(2), "W2": np.zeros((2, 1)), "b2": np.zeros(1)}
