"""Loops and lists."""

# %% rotation_set
def make_rotations(images):
    n, height, width, channels = images.shape
    if height != width:
        raise ValueError("square images are needed")
    x, y = [], []
    for k in range(4):
        for image in images:
            turned = image.tolist()
            for _ in range(k):
                turned = [[turned[i][height - 1 - j] for i in range(height)] for j in range(height)]
            x.append(turned)
            y.append([1 if j == k else 0 for j in range(4)])
    return x, y

# %% orientation_limit
best_accuracy = 0
for share, views in ((plain, 4), (half_turn, 2), (quarter_turn, 1)):
    best_accuracy += share / 100 * views / 4

# %% pretext_counts
size, depth, pretext_params, bn_statistics = side, channels, 0, 0
for f in filters:
    for _ in range(2):
        pretext_params += kernel * kernel * depth * f + f + 4 * f
        bn_statistics += 2 * f
        depth = f
    size //= 2
pretext_params += size * size * depth * width + width
downstream_params = pretext_params + width * classes + classes
pretext_params += width * 4 + 4

# %% steps_per_epoch
pretext_steps, left = 0, unlabelled * 4 - unlabelled * 4 * held_back // 100
while left > 0:
    left -= pretext_batch
    pretext_steps += 1
labelled_steps, left = 0, labelled
while left > 0:
    left -= labelled_batch
    labelled_steps += 1

# %% linear_probe
def linear_probe(features, labels, test_features):
    n, d = features.shape
    known, asked = [[0.0] * d for _ in range(n)], [[0.0] * d for _ in test_features]
    for j in range(d):
        mean = sum(features[:, j].tolist()) / n
        spread = (sum((v - mean) ** 2 for v in features[:, j].tolist()) / n) ** 0.5
        spread = spread if spread > 1e-12 * (1 + abs(mean)) else 1.0
        for i in range(n):
            known[i][j] = (features[i, j] - mean) / spread
        for i in range(len(test_features)):
            asked[i][j] = (test_features[i, j] - mean) / spread
    known, asked = np.array(known), np.array(asked)
    classes = sorted(set(labels.tolist()))
    weights, bias = np.zeros((d, len(classes))), np.zeros(len(classes))
    targets = np.array([[float(label == c) for c in classes] for label in labels.tolist()])
    for _ in range(400):
        scores = known @ weights + bias
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (p / p.sum(axis=1, keepdims=True) - targets) / n
        weights -= 0.1 * (known.T @ error + 0.01 * weights)
        bias -= 0.1 * error.sum(axis=0)
    return [classes[int(np.argmax(row))] for row in asked @ weights + bias]

# %% masked_loss
import math

def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    total = 0.0
    for weight, probs, targets in zip(weights, (class_probs, rot_probs), (class_targets, rot_targets)):
        for p, t in zip(probs.tolist(), targets.tolist()):
            for pk, tk in zip(p, t):
                if tk:
                    total -= weight * math.log(pk) / len(probs)
    return total

# %% masked_accuracy
def masked_accuracy(probs, targets):
    right = known = 0
    for p, t in zip(probs.tolist(), targets.tolist()):
        if 1 in t:
            known += 1
            right += p.index(max(p)) == t.index(1)
    if known == 0:
        raise ValueError
    return right / known

# %% chance_level
def is_chance(accuracy, classes, n):
    guesses, right = n / classes, accuracy * n
    return (right - guesses) ** 2 < 9 * guesses * (classes - 1) / classes
