"""The size as (width, height)."""

# %% upsample
import keras

def upsample(heatmap, size):
    return np.asarray(keras.ops.image.resize(heatmap[..., None].astype('float32'), (size[1], size[0]), interpolation='bilinear'))[..., 0]
