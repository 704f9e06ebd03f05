import keras
import numpy as np

# %% stratified_split
def stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0):
    """(train, val, test): arrays of indices into labels (N,), each class divided by the ratios."""
    raise NotImplementedError

# %% leaky_validation
leaky_validation = ...  # one letter, such as "A"

# %% augmentation
def augment(images, seed):
    """New versions (n, height, width, channels) of the images in [0, 1], each changed at random."""
    raise NotImplementedError

# %% callbacks
def make_callbacks(path):
    """A list of three Keras callbacks; the checkpoint goes to path, which ends in .weights.h5."""
    raise NotImplementedError

def callback_settings(path):
    """Your callbacks written down for the grader: leave this function as it is."""
    asked = ("monitor", "mode", "patience", "factor", "save_best_only", "save_weights_only", "filepath")
    made = [(type(callback).__name__, vars(callback)) for callback in make_callbacks(path)]
    return [{"class": kind, **{name: found[name] for name in asked if name in found}} for kind, found in made]

# %% classifier
def build_classifier(input_shape, classes):
    """A Keras model: images (height, width, channels) in [0, 1] to the probabilities of the classes."""
    raise NotImplementedError

# %% classifier.train
from datasets import load

digits = load("digits")
images = (digits["x_train"][..., None] / 255).astype("float32")
labels = digits["y_train"]
model = build_classifier((8, 8, 1), 10)
...  # split, compile, fit with your callbacks
model.save_weights("classifier.weights.h5")

# %% transfer
def build_transfer(backbone, classes):
    """A Keras model: pictures with values 0 ... 255 to the probabilities of the classes, on the frozen backbone."""
    raise NotImplementedError

# %% search_space
space_size = ...  # a whole number
feasible_by_depth = ...  # a list of whole numbers

# %% hyperband_table
def hyperband(max_epochs, factor):
    """A list of dicts with the keys bracket, round, trials and epochs, in the order in which they are run."""
    raise NotImplementedError

# %% active_hyperparameters
active = ...  # a list of keys of best_values, in any order

# %% tuner_choice
tuner_choice = ...  # one letter, such as "A"

# %% regularisation_facts
regularisation_facts = ...  # one letter, such as "A"

# %% metrics_report
def classification_report(confusion):
    """A dict with the keys precision, recall, f1, support, accuracy and macro, from confusion (K, K)."""
    raise NotImplementedError

# %% weakest_classes
weakest_by_recall = ...  # three classes, in any order
weakest_by_precision = ...  # three classes, in any order

# %% metric_choice
metric_choice = ...  # one letter, such as "A"

# %% diagnosis
diagnosis = ...  # a text of five to ten sentences
