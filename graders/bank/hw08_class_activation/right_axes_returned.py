"""The axes with the image as colours; its figure is what is looked at."""

# %% overlay
from matplotlib.figure import Figure
import keras

def overlay(image, heatmap):
    axes = Figure().add_subplot()
    axes.imshow(np.repeat(image[..., None], 3, axis=2) / image.max())
    large = keras.ops.image.resize(heatmap[..., None].astype("float32"), image.shape, interpolation="bilinear")
    axes.imshow(np.asarray(large)[..., 0], alpha=0.6)
    return axes.figure
