"""Plain loops, results in nested lists."""

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    N, F = X.shape
    mean = [sum(X[n][f] for n in range(N)) / N for f in range(F)]
    C = [[sum((X[n][f] - mean[f]) * (X[n][g] - mean[g]) for n in range(N)) / N for g in range(F)] for f in range(F)]
    values, vectors = np.linalg.eigh(np.array(C))
    order = sorted(range(F), key=lambda k: -values[k])[:m]
    components = [[vectors[f][k] for k in order] for f in range(F)]
    scores = [[sum((X[n][f] - mean[f]) * vectors[f][k] for f in range(F)) for k in order] for n in range(N)]
    return components, scores, [values[k] for k in order]

# %% reconstruction_error
def reconstruction_error(X, m):
    mean = X.mean(axis=0)
    vectors = np.linalg.eigh(np.cov(X.T, bias=True).reshape(X.shape[1], -1))[1].T[::-1][:m]
    total = 0.0
    for x in X:
        restored = mean.copy()
        for v in vectors:
            restored = restored + ((x - mean) @ v) * v
        total += sum((a - b) ** 2 for a, b in zip(x, restored))
    return total / len(X)

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    rows = (X - X.mean(axis=0)).tolist()
    F, rng = X.shape[1], np.random.default_rng(seed)
    C = [[sum(r[i] * r[j] for r in rows) / len(rows) for j in range(F)] for i in range(F)]
    W = (0.2 * rng.random((F, m)) - 0.1).tolist()
    for _ in range(steps):
        D = [[sum(C[i][k] * W[k][j] for k in range(F)) for j in range(m)] for i in range(F)]
        G = [[sum(W[k][i] * D[k][j] for k in range(F)) for j in range(m)] for i in range(m)]
        W = [[W[i][j] + alpha * (D[i][j] - sum(W[i][k] * G[k][j] for k in range(m))) for j in range(m)] for i in range(F)]
    return W

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    C = X.T @ X / len(X)
    W = 0.1 * np.random.default_rng(seed).normal(size=(m, X.shape[1]))
    for _ in range(steps):
        old = W.copy()
        for i in range(m):
            left = sum(old[k] * (old[i] @ C @ old[k]) for k in range(i + 1))
            W[i] = old[i] + alpha * (C @ old[i] - left)
    return W.T.tolist()

# %% symmetric_start
rows, rank = [list(row) for row in start], 0
for column in range(len(rows[0])):
    pivot = next((i for i in range(rank, len(rows)) if abs(rows[i][column]) > 1e-9), None)
    if pivot is not None:
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for i in range(rank + 1, len(rows)):
            factor = rows[i][column] / rows[rank][column]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[rank])]
        rank += 1
symmetric_rank = rank

# %% pair_network
pair_params = 0
for i in range(3):
    for _ in range(widths[i + 1]):
        pair_params += 1 + widths[i]

# %% component_limit
max_components = height * width if height * width < faces else faces - 1
