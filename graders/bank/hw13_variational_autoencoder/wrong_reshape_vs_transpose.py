"""A plain reshape of the tiles."""

# %% latent_grid
def latent_grid(decoder, n):
    values = np.linspace(-2, 2, n)
    codes = np.array([[right, up] for up in values[::-1] for right in values], dtype="float32")
    tiles = 1 / (1 + np.exp(-np.asarray(decoder(codes))))
    return tiles.reshape(n * tiles.shape[1], n * tiles.shape[2])
