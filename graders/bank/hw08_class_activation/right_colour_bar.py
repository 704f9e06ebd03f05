"""pyplot, repeated cells, and a colour bar."""

# %% overlay
import matplotlib.pyplot as plt

def overlay(image, heatmap):
    figure, axes = plt.subplots()
    axes.imshow(image, "gray")
    large = heatmap.repeat(image.shape[0] // heatmap.shape[0], 0).repeat(image.shape[1] // heatmap.shape[1], 1)
    shown = axes.imshow(large, "inferno", alpha=0.4)
    figure.colorbar(shown)
    axes.set_title("Grad-CAM")
    return figure
