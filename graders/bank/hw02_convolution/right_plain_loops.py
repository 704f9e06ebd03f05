"""Plain loops over every index, results in nested lists."""

# %% laplacian
response = [[0] * 5 for _ in range(5)]
for i in range(5):
    for j in range(5):
        for u in range(3):
            for v in range(3):
                if 0 <= i + u - 1 < 5 and 0 <= j + v - 1 < 5:
                    response[i][j] += kernel[u, v] * image[i + u - 1, j + v - 1]

# %% pointwise
pointwise_shape = [height, width, filters]
pointwise_params = 0
for _ in range(filters):
    pointwise_params += 1
    for _ in range(channels):
        pointwise_params += 1

# %% forward
conv_map = []
for i in range(2):
    row = []
    for j in range(2):
        row.append(w[0][0] * x[i][j] + w[0][1] * x[i][j + 1] + w[1][0] * x[i + 1][j] + w[1][1] * x[i + 1][j + 1])
    conv_map.append(row)
gap = (conv_map[0][0] + conv_map[0][1] + conv_map[1][0] + conv_map[1][1]) / 4

# %% filter_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
filter_gradient = [[0.0, 0.0], [0.0, 0.0]]
for u in range(2):
    for v in range(2):
        for i in range(2):
            for j in range(2):
                filter_gradient[u][v] += each * x[i + u][j + v]

# %% input_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
input_gradient = [[0.0] * 3 for _ in range(3)]
for i in range(2):
    for j in range(2):
        for u in range(2):
            for v in range(2):
                input_gradient[i + u][j + v] += each * w[u][v]

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    H, W = len(x), len(x[0])
    kh, kw = len(w), len(w[0])
    result = []
    for top in range(-padding, H + padding - kh + 1, stride):
        row = []
        for left in range(-padding, W + padding - kw + 1, stride):
            total = 0.0
            for u in range(kh):
                for v in range(kw):
                    if 0 <= top + u < H and 0 <= left + v < W:
                        total += w[u][v] * x[top + u][left + v]
            row.append(total)
        result.append(row)
    return result

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    (H, W), (kh, kw) = x.shape, w.shape
    dx = [[0.0] * W for _ in range(H)]
    dw = [[0.0] * kw for _ in range(kh)]
    for i in range(len(dy)):
        for j in range(len(dy[0])):
            for u in range(kh):
                for v in range(kw):
                    a, b = i * stride + u - padding, j * stride + v - padding
                    if 0 <= a < H and 0 <= b < W:
                        dx[a][b] += dy[i][j] * w[u][v]
                        dw[u][v] += dy[i][j] * x[a][b]
    return [dx, dw]

# %% receptive_field
def receptive_field(layers):
    field = 1
    for i, (kernel, _, dilation) in enumerate(layers):
        jump = 1
        for _, stride, _ in layers[:i]:
            jump *= stride
        field += (kernel - 1) * dilation * jump
    return field
