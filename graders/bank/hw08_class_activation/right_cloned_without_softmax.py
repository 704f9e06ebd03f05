"""A copy of the model whose last layer is linear."""

# %% grad_cam
import keras
import tensorflow as tf

def grad_cam(model, image, class_index, layer_name):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = keras.activations.linear
    both = keras.Model(copy.inputs, [copy.get_layer(layer_name).output, copy.output])
    with tf.GradientTape() as tape:
        maps, z = both([np.float32(image)[np.newaxis]])
        score = z[:, class_index]
    alpha = tf.reduce_mean(tape.gradient(score, maps), axis=(1, 2), keepdims=True)
    heat = tf.squeeze(tf.nn.relu(tf.reduce_sum(alpha * maps, axis=-1)), axis=0).numpy()
    top = heat.max()
    return heat / top if top else heat
