"""Every tile is transposed."""

# %% latent_grid
def latent_grid(decoder, n):
    values = np.linspace(-2, 2, n)
    codes = np.array([[right, up] for up in values[::-1] for right in values], dtype="float32")
    tiles = 1 / (1 + np.exp(-np.asarray(decoder(codes)).transpose(0, 2, 1)))
    h, w = tiles.shape[1:]
    return tiles.reshape(n, n, h, w).transpose(0, 2, 1, 3).reshape(n * h, n * w)
