import keras
import numpy as np

# %% rotation_set
def make_rotations(images):
    """(x, y): all four turns of the images (n, s, s, c), x (4n, s, s, c), and which one it is, y (4n, 4)."""
    raise NotImplementedError

# %% orientation_limit
best_accuracy = ...  # a number between 0 and 1, to 4 decimals

# %% pretext_counts
pretext_params = ...
downstream_params = ...
bn_statistics = ...

# %% steps_per_epoch
pretext_steps = ...
labelled_steps = ...

# %% pretext
def build_pretext(input_shape):
    """A Keras model: images (s, s, c) to the probabilities of the four turns; its layer "features" has (d,) numbers."""
    raise NotImplementedError

# %% pretext.train
from datasets import load

images = load("cifar10")["x_train"]  # 16x16x1, values in [0, 1]; the labels are not needed
x, y = make_rotations(images)
model = build_pretext((16, 16, 1))
...  # compile, fit
model.save_weights("pretext.weights.h5")

# %% linear_probe
def linear_probe(features, labels, test_features):
    """Labels (m,) that a linear classifier, trained on features (n, d) and labels (n,), gives test_features (m, d)."""
    raise NotImplementedError

# %% two_heads
def build_two_heads(input_shape, feature_width):
    """A Keras model with two outputs, probabilities of 10 classes and of 4 turns, on one tensor (feature_width,)."""
    raise NotImplementedError

# %% masked_loss
def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    """Weighted sum of two mean cross-entropies, a number; probs, targets (n, k) and (n, 4), rows of zeros unlabelled."""
    raise NotImplementedError

# %% masked_accuracy
def masked_accuracy(probs, targets):
    """Share of right answers among the labelled rows; probs and targets (n, k)."""
    raise NotImplementedError

# %% chance_level
def is_chance(accuracy, classes, n):
    """Whether an accuracy on n examples cannot be told from guessing."""
    raise NotImplementedError

# %% joint_conclusion
joint_conclusion = ...  # one letter, such as "A"
