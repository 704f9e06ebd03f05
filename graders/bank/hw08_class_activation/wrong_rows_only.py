"""Only the rows are interpolated; the columns are repeated."""

# %% upsample
def places(n, N):
    i = np.arange(N)
    s = (i + 0.5) * n / N - 0.5
    s = np.clip(s, 0, n - 1)
    low = np.clip(np.floor(np.clip(s, 0, n - 1)), 0, max(n - 2, 0)).astype(int)
    return low, np.minimum(low + 1, n - 1), s - low

def upsample(heatmap, size):
    a, b, u = places(heatmap.shape[0], size[0])
    rows = (1 - u)[:, None] * heatmap[a] + u[:, None] * heatmap[b]
    a, b, u = places(heatmap.shape[1], size[1])
    return rows[:, np.arange(size[1]) * heatmap.shape[1] // size[1]]
