"""Each feature times its own slope."""

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
    heat = tf.nn.relu(tf.reduce_sum(slopes[0] * maps[0], axis=-1))
    return heat / tf.reduce_max(heat) if tf.reduce_max(heat) > 0 else heat
