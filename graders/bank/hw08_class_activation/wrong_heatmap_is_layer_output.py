"""The maps without their weights."""

# %% cam
def cam(feature_maps, weights, class_index):
    return feature_maps.mean(axis=-1)

# %% grad_cam
import keras

def grad_cam(model, image, class_index, layer_name):
    maps = np.asarray(keras.Model(model.inputs, model.get_layer(layer_name).output)([image[None]]))[0]
    heat = maps.mean(axis=-1)
    return heat / heat.max()
