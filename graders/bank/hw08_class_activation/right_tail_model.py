"""A model from the layer to what the last one gets, its kernel applied by hand."""

# %% grad_cam
import keras
import tensorflow as tf

def grad_cam(model, image, class_index, layer_name):
    layer, head = model.get_layer(layer_name), model.layers[-1]
    maps = keras.Model(model.input, layer.output)(image[None])
    rest = keras.Model(layer.output, head.input)
    with tf.GradientTape() as tape:
        tape.watch(maps)
        z = tf.matmul(rest(maps), head.kernel) + head.bias
        score = z[0, class_index]
    slopes = tape.gradient(score, maps)[0].numpy()
    maps = maps[0].numpy()
    alpha = slopes.reshape(-1, slopes.shape[-1]).mean(axis=0)
    heat = np.zeros(maps.shape[:2])
    for d, a in enumerate(alpha):
        heat += a * maps[:, :, d]
    heat = np.maximum(heat, 0)
    return (heat / heat.max()).tolist() if heat.max() > 0 else np.zeros_like(heat)
