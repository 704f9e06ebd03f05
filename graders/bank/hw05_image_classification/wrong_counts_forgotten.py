"""Only what has an index."""

# %% active_hyperparameters
conv, dense = best_values["conv_layers"], best_values["dense_layers"]
own = ["conv_layers", "dense_layers", "learning_rate"]
def read(conv, dense):
    return [f"{n}_{i}" for n in ("filters", "kernel") for i in range(conv)] + [f"{n}_{i}" for n in ("units", "dropout") for i in range(dense)]
active = read(conv, dense)
