"""Einstein sums."""

# %% hand_network
Z = np.einsum("ni,ij->nj", X, W1) + b1
hidden = np.clip(Z, 0, None)
output = np.einsum("nj,jk->nk", hidden, W2) + b2
loss = np.einsum("nk,nk->", output - targets, output - targets) / 4
e = (output - targets) / 2
dW2, db2 = np.einsum("nj,nk->jk", hidden, e), np.einsum("nk->k", e)
dZ = np.einsum("nk,jk,nj->nj", e, W2, (Z > 0).astype(float))
dW1, db1 = np.einsum("ni,nj->ij", X, dZ), np.einsum("nj->j", dZ)

# %% dense_backward
def dense_backward(dy, x, w):
    return np.einsum("nk,dk->nd", dy, w), np.einsum("nd,nk->dk", x, dy), np.einsum("nk->k", dy)

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
    units = h * np.eye(x.size).reshape(x.size, *x.shape)
    jacobian = np.array([(f(x + u) - f(x - u)).ravel() / (2 * h) for u in units])
    return np.einsum("ij,j->i", jacobian, dy.ravel()).reshape(x.shape)
