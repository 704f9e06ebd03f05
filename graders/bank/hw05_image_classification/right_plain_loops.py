"""Loops and lists."""

# %% stratified_split
import random

def stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0):
    chance = random.Random(seed)
    by_class = {}
    for index, label in enumerate(labels):
        by_class.setdefault(int(label), []).append(index)
    train, val, test = [], [], []
    for members in by_class.values():
        chance.shuffle(members)
        many, some = int(ratios[0] * len(members) + 0.5), int(ratios[1] * len(members) + 0.5)
        train += members[:many]
        val += members[many:many + some]
        test += members[many + some:]
    return train, val, test

# %% augmentation
import random

def augment(images, seed):
    chance = random.Random(seed)
    made = np.zeros(images.shape)
    n, height, width, channels = images.shape
    for k in range(n):
        dy, dx, light = chance.choice([-1, 0, 1]), chance.choice([-1, 0, 1]), chance.uniform(0.85, 1.0)
        for i in range(height):
            for j in range(width):
                if 0 <= i + dy < height and 0 <= j + dx < width:
                    made[k, i, j] = images[k, i + dy, j + dx] * light
    return made

# %% hyperband_table
def hyperband(max_epochs, factor):
    def up(a, b):
        return a // b + (a % b > 0)
    powers = [1]
    while powers[-1] < max_epochs:
        powers.append(powers[-1] * factor)
    base = len(powers)
    largest = base - 1 if powers[-1] == max_epochs else base - 2
    plan = []
    b = largest
    while b >= 0:
        for r in range(b + 1):
            plan.append(dict(bracket=b, round=r, trials=up(base * powers[b - r], b + 1), epochs=up(max_epochs, powers[b - r])))
        b -= 1
    return plan

# %% search_space
def count(side, depth):
    if side < 1:
        return 0
    if depth == 0:
        return 1
    return sum(count((side - k + 1) // 2, depth - 1) for k in kernels if side >= k)

space_size = 0
for d in range(blocks[0], blocks[1] + 1):
    choices = 1
    for _ in range(d):
        choices *= (1 + (filters[1] - filters[0]) // filters[2]) * len(pools)
    space_size += choices
space_size *= len(dropouts) * len(rates) * (1 + (units[1] - units[0]) // units[2])
feasible_by_depth = [count(side, d) for d in range(depths[0], depths[1] + 1)]

# %% active_hyperparameters
active = []
for key in best_values:
    if key.startswith("tuner/"):
        continue
    head, _, tail = key.rpartition("_")
    if tail.isdigit():
        limit = best_values["conv_layers"] if head in ("filters", "kernel") else best_values["dense_layers"]
        if int(tail) >= limit:
            continue
    active.append(key)

# %% metrics_report
def classification_report(confusion):
    k = len(confusion)
    found = {"precision": [], "recall": [], "f1": [], "support": []}
    for c in range(k):
        tp = int(confusion[c][c])
        called = sum(int(confusion[i][c]) for i in range(k))
        there = sum(int(confusion[c][j]) for j in range(k))
        p = tp / called if called else 0.0
        r = tp / there if there else 0.0
        found["precision"].append(p)
        found["recall"].append(r)
        found["f1"].append(2 * p * r / (p + r) if p + r else 0.0)
        found["support"].append(there)
    found["macro"] = {name: sum(found[name]) / k for name in ("precision", "recall", "f1")}
    found["accuracy"] = sum(int(confusion[c][c]) for c in range(k)) / sum(found["support"])
    return found

# %% weakest_classes
recalls = {k: test_confusion[k][k] / sum(test_confusion[k]) for k in range(len(test_confusion))}
precisions = {k: test_confusion[k][k] / sum(row[k] for row in test_confusion) for k in range(len(test_confusion))}
weakest_by_recall = sorted(recalls, key=recalls.get)[:3]
weakest_by_precision = sorted(precisions, key=precisions.get)[:3]
