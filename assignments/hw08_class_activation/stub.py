import keras
import numpy as np


# %% global_average_pooling
def gap(feature_maps):
    """The mean of each feature map; feature_maps (N, H, W, D), result (N, D)."""
    raise NotImplementedError


# %% cam
def cam(feature_maps, weights, class_index):
    """The class activation map of one image; feature_maps (H, W, D), weights (D, C), result (H, W)."""
    raise NotImplementedError


# %% grad_cam
def grad_cam(model, image, class_index, layer_name):
    """Grad-CAM at a layer of a Keras model; image (height, width, channels), result (h, w) in [0, 1]."""
    raise NotImplementedError


# %% top_filters
def top_filters(gap_vector, class_weights, k):
    """Indices of the k filters that contribute most to a logit, the largest first; both arrays (D,)."""
    raise NotImplementedError


# %% upsample
def upsample(heatmap, size):
    """Bilinear interpolation with pixel centres at halves; heatmap (h, w), size = (H, W), result (H, W)."""
    raise NotImplementedError


# %% resnet_tail
feature_shape = ...  # a tuple (height, width, channels)
predictions_params = ...

# %% mnist_network
mnist_shapes = ...  # a list of 9 tuples
mnist_params = ...  # a list of 9 whole numbers


# %% prepare_images
def prepare_images(images, labels, classes):
    """(x, y) for training: images (n, h, w) uint8, labels (n,); x (n, h, w, 1) float32, y (n, classes) float32."""
    raise NotImplementedError


# %% glyph_classifier
def build_glyph_classifier():
    """A Keras model: images (16, 16, 1) to 4 classes; … layer `features`, global average pooling, Dense."""
    raise NotImplementedError


# %% glyph_classifier.train
from datasets.glyphs import images

x, labels, boxes = images(2000, seed=0, size=16, classes=4, noise=0.1, distractor=True)
classifier = build_glyph_classifier()
...  # train it on x and labels; the boxes say where the glyphs are, and are no part of the training
classifier.save_weights("glyphs.weights.h5")

# %% heatmap_meaning
heatmap_meaning = ...  # one letter, such as "A"

# %% invariance
invariance = ...  # one letter, such as "A"


# %% overlay
def overlay(image, heatmap):
    """A matplotlib Figure: the image (H, W), and above it the heat map (h, w), enlarged and half transparent."""
    raise NotImplementedError
