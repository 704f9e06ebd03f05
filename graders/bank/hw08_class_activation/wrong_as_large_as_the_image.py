"""Enlarged to the size of the image."""

# %% grad_cam
import keras
import tensorflow as tf

def grad_cam(model, image, class_index, layer_name):
    model.layers[-1].activation = keras.activations.linear
    both = keras.Model(model.inputs, [model.get_layer(layer_name).output, model.output])
    with tf.GradientTape() as tape:
        maps, logits = both([image[None].astype("float32")])
        score = logits[0, class_index]
    slopes = tape.gradient(score, maps)
    weights = tf.reduce_mean(slopes, axis=(0, 1, 2))
    heat = tf.nn.relu(tf.reduce_sum(weights * maps[0], axis=-1))
    return keras.ops.image.resize((heat / (tf.reduce_max(heat) + 1e-9))[..., None], image.shape[:2])[..., 0]
