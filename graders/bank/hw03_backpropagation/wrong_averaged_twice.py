"""Divides by the number of examples in the loss and in every layer again."""

# %% mlp_gradients
def mlp_gradients(params, x, labels):
    Z = x @ params["W1"] + params["b1"]
    A = np.where(Z > 0, Z, 0.0)
    S = A @ params["W2"] + params["b2"]
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
    return loss, {"W1": x.T @ dZ / N, "b1": dZ.mean(0), "W2": A.T @ dS / N, "b2": dS.mean(0)}
