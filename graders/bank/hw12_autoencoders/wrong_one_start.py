"""The first samples are the centres, and a single step."""

# %% elbow
def elbow(codes, k_max, seed):
    J = []
    for k in range(1, k_max + 1):
        centres = codes[:k]
        label = np.argmin(np.linalg.norm(codes[:, None] - centres, axis=2), axis=1)
        centres = np.array([codes[label == j].mean(axis=0) for j in range(k)])
        J.append(np.min(np.sum((codes[:, None] - centres) ** 2, axis=2), axis=1).sum())
    J = np.array(J)
    below = (J[0] - J) / (J[0] - J[-1]) - np.arange(k_max) / (k_max - 1)
    return J, 1 + int(np.argmax(below))
