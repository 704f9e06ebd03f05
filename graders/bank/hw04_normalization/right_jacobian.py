"""The Jacobian of every column or row, written out and multiplied."""

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    n, d = x.shape
    dx, dgamma = np.zeros((n, d)), np.zeros(d)
    for j in range(d):
        std = np.sqrt(x[:, j].var() + eps)
        xhat = (x[:, j] - x[:, j].mean()) / std
        jacobian = (np.eye(n) - 1 / n - np.outer(xhat, xhat) / n) / std
        dx[:, j] = jacobian @ (gamma[j] * dy[:, j])
        dgamma[j] = xhat @ dy[:, j]
    return dx, dgamma, np.ones(n) @ dy

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    n, d = x.shape
    dx, normal = np.zeros((n, d)), np.zeros((n, d))
    for i in range(n):
        std = np.sqrt(x[i].var() + eps)
        normal[i] = (x[i] - x[i].mean()) / std
        dx[i] = (np.eye(d) - 1 / d - np.outer(normal[i], normal[i]) / d) / std @ (gamma * dy[i])
    return dx, np.diag(dy.T @ normal), dy.T @ np.ones(n)
