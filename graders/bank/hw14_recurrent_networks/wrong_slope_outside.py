"""The slope misses what comes back from later."""

# %% bptt
def bptt(x, h0, W, U, b, dh):
    hs = [h0]
    for t in range(len(x)):
        hs.append(np.tanh(x[t] @ W + hs[t] @ U + b))
    hs[0] = h0
    dW, dU, db, dx = np.zeros(W.shape), np.zeros(U.shape), np.zeros(b.shape), np.zeros(x.shape)
    carry = np.zeros(len(b))
    for t in range(len(x) - 1, -1, -1):
        a = dh[t] * (1 - hs[t + 1] ** 2) + carry
        dW += np.outer(x[t], a)
        dU += np.outer(hs[t], a)
        db += a
        dx[t] = W @ a
        carry = U @ a
    return dW, dU, db, dx
