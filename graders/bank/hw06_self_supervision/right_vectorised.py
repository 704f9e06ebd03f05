"""Other algebra, einsum and fancy indexing."""

# %% rotation_set
def make_rotations(images):
    n, s, t, c = images.shape
    if s != t:
        raise ValueError("not square")
    once = images.swapaxes(1, 2)[:, ::-1]
    twice = images[:, ::-1, ::-1]
    thrice = images.swapaxes(1, 2)[:, :, ::-1]
    return np.concatenate([images, once, twice, thrice]), np.kron(np.eye(4), np.ones((n, 1)))

# %% orientation_limit
best_accuracy = round(1 - (half_turn / 2 + 3 * quarter_turn / 4) / 100, 4)

# %% pretext_counts
a, b, c = filters
k = kernel**2
body = k * (channels * a + a * a + a * b + b * b + b * c + c * c) + 2 * (a + b + c) * (1 + 4)
body += (side // 2 // 2 // 2) ** 2 * c * width + width
pretext_params, downstream_params, bn_statistics = body + 4 * width + 4, body + classes * (width + 1), 4 * (a + b + c)

# %% steps_per_epoch
kept = 4 * unlabelled * (100 - held_back) // 100
pretext_steps = (kept + pretext_batch - 1) // pretext_batch
labelled_steps = (labelled + labelled_batch - 1) // labelled_batch

# %% linear_probe
def linear_probe(features, labels, test_features):
    mean, scale = features.mean(0), features.std(0) + 1e-12
    z, t = (features - mean) / scale, (test_features - mean) / scale
    z, t = np.clip(z, -50, 50), np.clip(t, -50, 50)
    kinds, index = np.unique(labels, return_inverse=True)
    y = 2 * np.eye(len(kinds))[index] - 1
    dual = np.linalg.solve(z @ z.T + 1 + 10 * np.eye(len(z)), y)
    return kinds[(np.einsum("md,nd,nk->mk", t, z, dual) + dual.sum(0)).argmax(1)]

# %% two_heads
from keras import Input, Model, layers

def build_two_heads(input_shape, feature_width):
    x = inputs = Input(shape=input_shape)
    for f in (8, 16):
        x = layers.Conv2D(f, 3, strides=2, activation="relu")(x)
    x = layers.Conv2D(feature_width, 3, activation="relu")(x)
    x = layers.GlobalMaxPooling2D(name="features")(x)
    heads = [layers.Dense(n, activation="softmax", name=name)(x) for n, name in ((10, "classes"), (4, "turns"))]
    return Model(inputs=inputs, outputs=tuple(heads))

# %% masked_loss
def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    one = np.einsum("nk,nk->", class_targets, np.log(np.maximum(class_probs, 1e-300)))
    other = np.einsum("nk,nk->", rot_targets, np.log(np.maximum(rot_probs, 1e-300)))
    return -(np.array([one, other]) @ np.array(weights)) / class_probs.shape[0]

# %% masked_accuracy
def masked_accuracy(probs, targets):
    if targets.sum() == 0:
        raise ValueError("no labels")
    best = probs == probs.max(axis=1, keepdims=True)
    return float((best * targets).sum() / targets.sum())

# %% chance_level
def is_chance(accuracy, classes, n):
    return bool(n * (classes * accuracy - 1) ** 2 < 9 * (classes - 1))
