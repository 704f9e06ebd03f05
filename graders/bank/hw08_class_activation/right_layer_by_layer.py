"""The layers are called one after the other; the Jacobian of all logits."""

# %% grad_cam
import tensorflow as tf

def grad_cam(model, image, class_index, layer_name):
    x = tf.constant(image[None], dtype=tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        for layer in model.layers[1:-1]:
            x = layer(x)
            if layer.name == layer_name:
                maps = x
                tape.watch(maps)
        z = x @ model.layers[-1].kernel
    slopes = tape.jacobian(z, maps)[0, class_index, 0]
    heat = tf.maximum(tf.tensordot(maps[0], tf.reduce_mean(slopes, axis=[0, 1]), 1), 0)
    return tf.math.divide_no_nan(heat, tf.reduce_max(heat))
