"""Codes from −1 to 1."""

# %% latent_grid
def latent_grid(decoder, n):
    import keras

    values = np.linspace(-2, 2, n)
    rows = []
    for up in values[::-1]:
        row = []
        for right in values:
            logits = keras.ops.convert_to_numpy(decoder(np.array([[right / 2, up / 2]], dtype="float32")))[0]
            row.append(1 / (1 + np.exp(-logits)))
        rows.append(np.hstack(row))
    return np.vstack(rows)
