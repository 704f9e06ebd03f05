"""Loops over images, positions, filters and classes."""

# %% global_average_pooling
def gap(feature_maps):
    result = []
    for image in feature_maps.tolist():
        sums = [0.0] * len(image[0][0])
        for row in image:
            for features in row:
                for d, feature in enumerate(features):
                    sums[d] += feature
        result.append([each / (len(image) * len(image[0])) for each in sums])
    return result

# %% cam
def cam(feature_maps, weights, class_index):
    height, width, filters = feature_maps.shape
    result = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            for d in range(filters):
                result[i, j] += feature_maps[i, j, d] * weights[d, class_index]
    return result

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    left = list(range(len(gap_vector)))
    chosen = []
    for _ in range(k):
        best = max(left, key=lambda d: gap_vector[d] * class_weights[d])
        chosen.append(best)
        left.remove(best)
    return chosen

# %% upsample
import math

def upsample(heatmap, size):
    (h, w), (H, W) = heatmap.shape, size
    result = np.empty((H, W))
    for i in range(H):
        s = min(max((i + 0.5) * h / H - 0.5, 0), h - 1)
        a = math.floor(s)
        b = min(a + 1, h - 1)
        for j in range(W):
            t = min(max((j + 0.5) * w / W - 0.5, 0), w - 1)
            c = math.floor(t)
            d = min(c + 1, w - 1)
            above = heatmap[a, c] * (1 - (t - c)) + heatmap[a, d] * (t - c)
            below = heatmap[b, c] * (1 - (t - c)) + heatmap[b, d] * (t - c)
            result[i, j] = above * (1 - (s - a)) + below * (s - a)
    return result

# %% prepare_images
def prepare_images(images, labels, classes):
    n, h, w = images.shape
    x = np.zeros((n, h, w, 1), dtype=np.float32)
    y = np.zeros((n, classes), dtype=np.float32)
    for k in range(n):
        y[k, int(labels[k])] = 1
        for i in range(h):
            for j in range(w):
                x[k, i, j, 0] = int(images[k, i, j]) / 255
    return x, y

# %% mnist_network
mnist_shapes, mnist_params = [], []
n, c = digit_side, 1
for stage, f in enumerate([first_filters, later_filters, later_filters]):
    n = digit_side - kernel + 1 if stage == 0 else n
    mnist_shapes.append((n, n, f)); mnist_params.append((kernel * kernel * c + 1) * f)
    c = f
    n = n // 2
    mnist_shapes.append((n, n, c)); mnist_params.append(0)
m = n * n * c
mnist_shapes.append((m,)); mnist_params.append(0)
for u in (hidden_units, digit_classes):
    mnist_shapes.append((u,)); mnist_params.append((m + 1) * u)
    m = u
