"""Whole numbers where the answers are whole."""

# %% hand_network
Xi, Vi, ci, Ui, ai, Ti = (np.asarray(a).astype(int) for a in (X, W1, b1, W2, b2, targets))
Zi = Xi @ Vi + ci
hidden = np.maximum(Zi, 0)
output = hidden @ Ui + ai
loss = int(((output - Ti) ** 2).sum()) / 4
ei = (output - Ti) // 2
dW2, db2 = hidden.T @ ei, ei.sum(axis=0)
dZi = np.where(Zi > 0, ei @ Ui.T, 0)
dW1, db1 = Xi.T @ dZi, dZi.sum(axis=0)

# %% repeated_factor
shift = 1000**times
growth = round(larger * 1000) ** times / shift
decay = round(smaller * 1000) ** times / shift
