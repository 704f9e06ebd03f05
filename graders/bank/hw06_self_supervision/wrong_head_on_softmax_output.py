"""The new head on the four probabilities."""

# %% pretext_counts
def count(outputs, bias=1, per_channel=4, norms=2, border=0, window=0, area=None):
    total, size, depth = 0, side, channels
    for f in filters:
        total += (kernel**2 * depth + bias) * f + (kernel**2 * f + bias) * f + per_channel * norms * f
        size, depth = (size - 2 * border + window) // 2, f
    area = size**2 if area is None else area
    return total + (area * depth + bias) * width + (width + bias) * outputs

pretext_params, downstream_params, bn_statistics = count(4), count(classes), 4 * sum(filters)
downstream_params = pretext_params + 5 * classes

# %% two_heads
import keras
from keras import layers

def build_two_heads(input_shape, feature_width):
    images = keras.Input(input_shape)
    x = layers.MaxPooling2D(4)(layers.Conv2D(8, 3, activation="relu")(images))
    x = layers.Flatten()(x)
    h = layers.Dense(feature_width, activation="relu")(x)
    base = keras.Model(images, layers.Dense(10, activation="softmax")(h))
    return keras.Model(base.inputs, [layers.Dense(n, activation="softmax")(base.outputs[0]) for n in (10, 4)])
