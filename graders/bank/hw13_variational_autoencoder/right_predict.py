"""predict instead of a call."""

# %% latent_grid
def latent_grid(decoder, n):
    across, up = np.meshgrid(np.linspace(-2, 2, n), np.linspace(2, -2, n))
    logits = decoder.predict(np.stack([across.ravel(), up.ravel()], axis=1), verbose=0)
    return np.block([list(row) for row in (1 / (1 + np.exp(-logits))).reshape(n, n, *logits.shape[1:])])
