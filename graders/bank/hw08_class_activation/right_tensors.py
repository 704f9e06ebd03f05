"""Keras operations; the results are tensors."""

# %% global_average_pooling
import keras

def gap(feature_maps):
    return keras.layers.GlobalAveragePooling2D(dtype='float64')(feature_maps)

# %% cam
from keras import ops

def cam(feature_maps, weights, class_index):
    return ops.matmul(ops.convert_to_tensor(feature_maps), ops.convert_to_tensor(weights)[:, class_index])

# %% top_filters
from keras import ops

def top_filters(gap_vector, class_weights, k):
    return ops.top_k(ops.convert_to_tensor(gap_vector * class_weights), k)[1]

# %% upsample
import keras

def upsample(heatmap, size):
    return keras.ops.image.resize(heatmap[..., None].astype('float32'), size, interpolation='bilinear')[..., 0]

# %% prepare_images
import keras
from keras import ops

def prepare_images(images, labels, classes):
    x = ops.cast(images, 'float32') / 255.0
    return ops.expand_dims(x, -1), ops.one_hot(ops.cast(labels, 'int32'), classes, dtype='float32')
