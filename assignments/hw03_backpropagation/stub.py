import numpy as np

# %% hand_network
hidden = ...  # a 2×2 array
output = ...  # a 2×1 array
loss = ...
dW1 = ...  # a 2×2 array
db1 = ...  # 2 numbers
dW2 = ...  # a 2×1 array
db2 = ...  # 1 number, such as [0.5]

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    """Mean cross-entropy of logits (N, C) against integer labels (N,), and its gradient: (loss, dlogits)."""
    raise NotImplementedError

# %% dense_backward
def dense_backward(dy, x, w):
    """Gradients of sum(dy * (x @ w + b)) with respect to x, w and b: (dx, dw, db)."""
    raise NotImplementedError

# %% mlp_gradients
def mlp_gradients(params, x, labels):
    """Loss of a two-layer network with ReLU, and its gradient by the keys of params: (loss, grads)."""
    raise NotImplementedError

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
    """Gradient of sum(dy * f(x)) with respect to x by central differences of step h."""
    raise NotImplementedError

# %% repeated_factor
growth = ...
decay = ...

# %% repeated_factor_meaning
repeated_factor_meaning = ...  # one letter, such as "A"

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    """The weights after each step of gradient descent with momentum, as a list as long as grads."""
    raise NotImplementedError

# %% train_xor
def train_xor(seed):
    """Weights {"W1", "b1", "W2", "b2"} of a network that has learnt XOR from a random start."""
    raise NotImplementedError
