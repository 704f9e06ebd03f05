"""Applies the ReLU to the last layer, too."""

# %% mlp_gradients
def mlp_gradients(params, x, labels):
    Z = x @ params["W1"] + params["b1"]
    A = np.where(Z > 0, Z, 0.0)
    S = np.maximum(A @ params["W2"] + params["b2"], 0)
    S = S - S.max(axis=1)[:, None]
    N = len(labels)
    T = np.exp(S).sum(axis=1)
    P = np.exp(S) / T[:, None]
    loss = (np.log(T) - S[range(N), labels]).mean()
    dS = P.copy()
    dS[range(N), labels] -= 1
    dS = dS / N
    dA = dS @ params["W2"].T
    dZ = dA * (Z > 0)
    return loss, {"W1": x.T @ dZ, "b1": dZ.sum(0), "W2": A.T @ dS, "b2": dS.sum(0)}
