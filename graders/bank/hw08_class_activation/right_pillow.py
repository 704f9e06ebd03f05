"""Pillow's bilinear resize."""

# %% upsample
from PIL import Image

def upsample(heatmap, size):
    return np.asarray(Image.fromarray(heatmap.astype('float32')).resize(size[::-1], Image.Resampling.BILINEAR))

# %% overlay
from PIL import Image

from matplotlib.figure import Figure

def overlay(image, heatmap):
    large = np.kron(heatmap, np.ones((image.shape[0] // heatmap.shape[0], image.shape[1] // heatmap.shape[1])))
    figure = Figure()
    axes = figure.subplots()
    axes.imshow(image, cmap='gray')
    large = np.asarray(Image.fromarray(heatmap.astype('float32')).resize(image.shape[::-1], Image.Resampling.BICUBIC))
    axes.imshow(large, cmap='jet', alpha=0.5)
    return figure
