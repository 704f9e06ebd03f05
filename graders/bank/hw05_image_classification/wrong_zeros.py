"""Nothing but zeros."""

# %% stratified_split
def stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0):
    n = len(labels)
    return np.zeros(int(0.8 * n), int), np.zeros(int(0.1 * n), int), np.zeros(int(0.1 * n), int)

# %% augmentation
def augment(images, seed):
    return np.zeros(images.shape)

# %% search_space
space_size = 0
feasible_by_depth = [0, 0, 0, 0]

# %% hyperband_table
def hyperband(max_epochs, factor):
    return [{"bracket": 0, "round": 0, "trials": 0, "epochs": 0}]

# %% active_hyperparameters
active = []

# %% metrics_report
def classification_report(confusion):
    k = np.zeros(len(confusion))
    return {"precision": k, "recall": k, "f1": k, "support": k, "accuracy": 0.0, "macro": {"precision": 0.0, "recall": 0.0, "f1": 0.0}}

# %% weakest_classes
weakest_by_recall = [0, 0, 0]
weakest_by_precision = [0, 0, 0]
