"""The weights of the last layer, as if there were always global average pooling."""

# %% grad_cam
import keras

def grad_cam(model, image, class_index, layer_name):
    maps = np.asarray(keras.Model(model.inputs, model.get_layer(layer_name).output)([image[None]]))[0]
    kernel = np.asarray(model.layers[-1].kernel)[: maps.shape[-1], class_index]
    heat = np.maximum(maps[..., : len(kernel)] @ kernel, 0)
    return heat / heat.max() if heat.max() > 0 else heat
