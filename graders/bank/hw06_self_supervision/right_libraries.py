"""scikit-learn, Keras and NumPy where they have the thing."""

# %% rotation_set
def make_rotations(images):
    import keras

    if images.shape[1] != images.shape[2]:
        raise ValueError(images.shape)
    x = np.concatenate([np.rot90(images, k, (1, 2)) for k in range(4)])
    return x, keras.utils.to_categorical(np.repeat(np.arange(4), len(images)), 4)

# %% orientation_limit
best_accuracy = np.average([1, 0.5, 0.25], weights=[plain, half_turn, quarter_turn])

# %% pretext_counts
import keras
from keras import layers

def network(outputs):
    model = keras.Sequential([keras.Input((side, side, channels))])
    for f in filters:
        for _ in range(2):
            model.add(layers.Conv2D(f, kernel, padding="same", activation="relu"))
            model.add(layers.BatchNormalization())
        model.add(layers.MaxPooling2D())
        model.add(layers.Dropout(0.3))
    model.add(layers.Flatten())
    model.add(layers.Dense(width, activation="relu"))
    model.add(layers.Dense(outputs, activation="softmax"))
    return model

pretext_params, downstream_params = network(4).count_params(), network(classes).count_params()
bn_statistics = sum(int(np.prod(w.shape)) for w in network(4).non_trainable_weights if "seed" not in w.name)

# %% steps_per_epoch
pretext_steps = int(np.ceil(4 * unlabelled * (1 - held_back / 100) / pretext_batch - 1e-9))
labelled_steps = np.ceil(labelled / labelled_batch)

# %% linear_probe
def linear_probe(features, labels, test_features):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    return model.fit(features, labels).predict(test_features)

# %% two_heads
import keras

def build_two_heads(input_shape, feature_width):
    body = keras.Sequential([
        keras.Input(input_shape),
        keras.layers.Conv2D(8, 3, activation="relu"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(feature_width, activation="relu"),
    ])
    images = keras.Input(input_shape)
    features = body(images)
    dropped = keras.layers.Dropout(0.2)(features)
    return keras.Model(images, [
        keras.layers.Softmax()(keras.layers.Dense(10)(dropped)),
        keras.layers.Dense(4, activation="softmax")(features),
    ])

# %% masked_loss
import keras

def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    pairs = zip(weights, (class_probs, rot_probs), (class_targets, rot_targets))
    total = 0.0
    for weight, p, t in pairs:
        losses = keras.losses.categorical_crossentropy(t.astype("float32"), p.astype("float32"))
        total += float(weight) * keras.ops.mean(losses)
    return total

# %% masked_accuracy
def masked_accuracy(probs, targets):
    from sklearn.metrics import accuracy_score

    labelled = targets.sum(axis=1) > 0
    if not labelled.any():
        raise ValueError("nothing is labelled")
    return accuracy_score(targets[labelled].argmax(axis=1), probs[labelled].argmax(axis=1))

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return np.abs(accuracy - p) < 3 * np.std([1.0] + [0.0] * (classes - 1)) / np.sqrt(n)
