"""With the notes of the tuner."""

# %% active_hyperparameters
conv, dense = best_values["conv_layers"], best_values["dense_layers"]
own = ["conv_layers", "dense_layers", "learning_rate"]
def read(conv, dense):
    return [f"{n}_{i}" for n in ("filters", "kernel") for i in range(conv)] + [f"{n}_{i}" for n in ("units", "dropout") for i in range(dense)]
active = own + read(conv, dense) + [k for k in best_values if "/" in k]
