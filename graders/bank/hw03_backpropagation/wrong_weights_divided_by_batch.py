"""Divides the gradients of weights and bias by the number of examples."""

# %% dense_backward
def dense_backward(dy, x, w):
    dx = np.dot(dy, np.transpose(w))
    dw = np.dot(np.transpose(x), dy) / len(x)
    db = np.sum(dy, 0) / len(x)
    return dx, dw, db
