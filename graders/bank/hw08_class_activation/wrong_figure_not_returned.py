"""The figure is drawn and not returned."""

# %% overlay
from matplotlib.figure import Figure

def overlay(image, heatmap):
    large = np.kron(heatmap, np.ones((image.shape[0] // heatmap.shape[0], image.shape[1] // heatmap.shape[1])))
    figure = Figure()
    axes = figure.subplots()
    axes.imshow(image, cmap='gray')
    axes.imshow(large, cmap='jet', alpha=0.5)
    axes.set_title('Grad-CAM')
