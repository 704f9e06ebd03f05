"""With scikit-learn where it has the thing."""

# %% stratified_split
def stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0):
    rng = np.random.default_rng(seed)
    part = np.empty(len(labels), dtype=int)
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        part[members] = np.searchsorted(np.cumsum(ratios)[:2], (np.arange(len(members)) + 0.5) / len(members))
    return tuple(np.flatnonzero(part == k) for k in range(3))

# %% metrics_report
def classification_report(confusion):
    with np.errstate(invalid="ignore", divide="ignore"):
        p = np.nan_to_num(np.diag(confusion) / confusion.sum(axis=0))
        r = np.nan_to_num(np.diag(confusion) / confusion.sum(axis=1))
        f = np.nan_to_num(2 * p * r / (p + r))
    return {
        "macro": {"f1": f.mean(), "recall": r.mean(), "precision": p.mean()},
        "accuracy": np.trace(confusion) / np.sum(confusion),
        "support": confusion.sum(axis=1).astype(float), "f1": f, "recall": r, "precision": p,
    }

# %% hyperband_table
import math

def hyperband(max_epochs, factor):
    plan, left, brackets = [], max_epochs, 0
    while left >= 1:
        left, brackets = left / factor, brackets + 1
    base = math.ceil(1 + math.log(max_epochs, factor))
    for b in reversed(range(brackets)):
        for r in range(b + 1):
            trials = math.ceil(base / (b + 1) * factor ** (b - r))
            epochs = math.ceil(max_epochs / factor ** (b - r))
            plan.append({"bracket": b, "round": r, "trials": trials, "epochs": epochs})
    return plan

# %% weakest_classes
weakest_by_recall = np.sort(np.argsort(np.diag(test_confusion) / test_confusion.sum(1))[:3])
weakest_by_precision = tuple(np.argsort(np.diag(test_confusion) / test_confusion.sum(0))[:3][::-1])

# %% active_hyperparameters
import re
active = tuple(sorted(
    key for key in best_values
    if not key.startswith("tuner/") and not (
        re.search(r"[0-9]$", key)
        and int(key.split("_")[1]) >= best_values["conv_layers" if key[0] in "fk" else "dense_layers"]
    )
))

# %% search_space
q = len(list(range(filters[0], filters[1] + 1, filters[2]))) * len(pools)
rest = len(dropouts) * len(rates) * len(list(range(units[0], units[1] + 1, units[2])))
space_size = float(rest * sum(q ** d for d in range(blocks[0], blocks[1] + 1)))
sizes, feasible_by_depth = [side], []
for d in range(1, depths[1] + 1):
    sizes = [(s - k + 1) // 2 for s in sizes for k in kernels if s - k + 1 >= 2]
    if d >= depths[0]:
        feasible_by_depth.append(len(sizes))
feasible_by_depth = tuple(feasible_by_depth)
