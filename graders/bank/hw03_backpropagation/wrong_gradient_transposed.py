"""Multiplies in the wrong order and gets the transpose of dW1."""

# %% hand_network
n = len(X)
Z = X @ W1 + b1
hidden = Z * (Z > 0)
output = hidden @ W2 + b2
loss = np.sum((output - targets) ** 2) / (2 * n)
e = (output - targets) / n
dW2 = hidden.T @ e
db2 = e.sum(axis=0)
dZ = e @ W2.T * (Z > 0)
dW1 = dZ.T @ X
db1 = dZ.sum(axis=0)
