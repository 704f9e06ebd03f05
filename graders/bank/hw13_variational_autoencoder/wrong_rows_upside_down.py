"""The second coordinate grows downward."""

# %% latent_grid
def latent_grid(decoder, n):
    import keras

    values = np.linspace(-2, 2, n)
    rows = []
    for up in values:
        row = []
        for right in values:
            logits = keras.ops.convert_to_numpy(decoder(np.array([[right, up]], dtype="float32")))[0]
            row.append(1 / (1 + np.exp(-logits)))
        rows.append(np.hstack(row))
    return np.vstack(rows)
