"""Builds the layers and asks Keras."""

# %% resnet_tail
import keras
from keras import layers

x = keras.Input((image_side, image_side, 1))
for stride in (2, 2, 1, 2, 2, 2):
    h = layers.MaxPooling2D(stride, padding="same")(x if stride == 2 and "h" not in globals() else h)
channels = base_width * 2 ** 3 * expansion
feature_shape = (*h.shape[1:3], channels)
head = layers.Dense(classes)
head.build((None, channels))
predictions_params = head.count_params()

# %% mnist_network
import keras
from keras import layers

network = keras.Sequential([
    keras.Input((digit_side, digit_side, 1)),
    layers.Conv2D(first_filters, kernel, activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(later_filters, kernel, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(later_filters, kernel, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(hidden_units, activation="relu"),
    layers.Dense(digit_classes, activation="softmax"),
])
mnist_shapes = [layer.output.shape[1:] for layer in network.layers]
mnist_params = [layer.count_params() for layer in network.layers]
