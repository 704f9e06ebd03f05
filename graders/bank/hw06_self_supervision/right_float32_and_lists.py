"""Single precision, lists and tuples, tensors."""

# %% rotation_set
def make_rotations(images):
    if len({*images.shape[1:3]}) > 1:
        raise ValueError("square images, please")
    x = [np.rot90(image, k).astype(np.float32) for image in images for k in (3, 1, 2, 0)]
    return [np.array(x), [list(np.eye(4, dtype="float32")[k]) for _ in images for k in (3, 1, 2, 0)]]

# %% orientation_limit
best_accuracy = np.float32((4 * plain + 2 * half_turn + quarter_turn) / 400)

# %% steps_per_epoch
import math

pretext_steps = float(math.ceil(unlabelled * 4 * (100 - held_back) / 100 / pretext_batch))
labelled_steps = str(math.ceil(labelled / labelled_batch)).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

# %% linear_probe
def linear_probe(features, labels, test_features):
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import LinearSVC

    scaler = StandardScaler().fit(features)
    model = LinearSVC(C=0.05).fit(scaler.transform(features), labels.astype(float))
    return model.predict(scaler.transform(test_features)).tolist()

# %% masked_loss
def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    def term(p, t):
        p, t = p.astype("float32"), t.astype("float32")
        return np.float32(-np.log((p * t).sum(axis=1)[t.any(axis=1)]).sum() / len(p))
    return np.float32(weights[0]) * term(class_probs, class_targets) + np.float32(weights[1]) * term(rot_probs, rot_targets)

# %% masked_accuracy
def masked_accuracy(probs, targets):
    hits = [p.argmax() == t.argmax() for p, t in zip(probs, targets) if t.max() > 0]
    if not hits:
        raise ValueError("empty")
    return np.float32(np.mean(hits))

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    sigma = np.float64(p * (1 - p) / n) ** 0.5
    return not (accuracy <= p - 3 * sigma or accuracy >= p + 3 * sigma)
