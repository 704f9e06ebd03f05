import keras
import numpy as np

# %% clustering_networks
clustering_networks = ...  # one letter, such as "A"

# %% bottleneck
def build_autoencoder(input_shape):
    """The untrained Keras model of the table, from (100, 100, channels) to the same shape."""
    raise NotImplementedError

# %% autoencoder
def build_fruit_autoencoder(input_shape):
    """An autoencoder for images of shape input_shape; the layer named "code" has two units."""
    raise NotImplementedError

# %% autoencoder.train
from datasets import load

fruit = load("fruit")  # x_train (500, 32, 32, 3) in [0, 1] on white, y_train: 0 banana, 1 blueberry, 2 lime, 3 strawberry
two_kinds = fruit["y_train"] < 2
x = 1 - fruit["x_train"][two_kinds]  # bananas and blueberries on black
model = build_fruit_autoencoder((32, 32, 3))
# Train here: without labels, until the reconstruction of fruit["x_test"] is good enough.
...
model.save_weights("autoencoder.weights.h5")  # hand this file in beside the notebook

# %% elbow
def elbow(codes, k_max, seed):
    """(inertias, k): the inertia of K-means on codes (N, 2) for 1, 2, ..., k_max clusters, and the elbow."""
    raise NotImplementedError

# %% assign_cluster
def assign(model, kmeans, image):
    """The row of the centres kmeans (k, 2) that is nearest to the code of image (h, w, 3), 0 to 255."""
    raise NotImplementedError

# %% adjusted_rand
def adjusted_rand(a, b):
    """The adjusted Rand index of two groupings a and b, whole numbers of shape (n,)."""
    raise NotImplementedError

# %% to_grayscale
def to_grayscale(images):
    """Gray images (n, h, w, 1) of colour images (n, h, w, 3)."""
    raise NotImplementedError

# %% colorizer_counts
colorizer_params = ...  # a list of five whole numbers
listing_total = ...  # a whole number

# %% colorizer_metric
colorizer_metric = ...  # one letter, such as "A"

# %% colorizer
def build_colorizer(input_shape):
    """A model from gray images (h, w, 1) to colour images (h, w, 3), for the given (h, w, 1)."""
    raise NotImplementedError

# %% colorizer.train
from datasets import load

fruit = load("fruit")  # x_train (500, 32, 32, 3) in [0, 1]
gray = fruit["x_train"] @ np.array([[0.299], [0.587], [0.114]], "float32")
model = build_colorizer((32, 32, 1))
# Train here: gray is the input, fruit["x_train"] the target.
...
model.save_weights("colorizer.weights.h5")  # hand this file in beside the notebook

# %% to_uint8
def to_uint8(image):
    """The image (h, w, 3) of real numbers as uint8, from 0 at its smallest entry to 255 at its largest."""
    raise NotImplementedError

# %% rare_class
rare_class = ...  # a text of five to ten sentences
