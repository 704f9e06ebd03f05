"""Plain loops over Python numbers."""

# %% batch_norm_by_hand
bn_matrix = np.zeros((5, 5))
for j in range(5):
    mean = sum(table[i, j] for i in range(5)) / 5
    var = sum((table[i, j] - mean) ** 2 for i in range(5)) / 5
    for i in range(5):
        bn_matrix[i, j] = (table[i, j] - mean) / (var + eps) ** 0.5

# %% layer_norm_by_hand
ln_matrix = []
for row in table:
    mean = sum(row) / 5
    var = sum((v - mean) ** 2 for v in row) / 5
    ln_matrix.append([(v - mean) / (var + eps) ** 0.5 for v in row])

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    n, d = x.shape
    y = np.zeros((n, d))
    for j in range(d):
        mean = sum(x[i, j] for i in range(n)) / n
        var = sum((x[i, j] - mean) ** 2 for i in range(n)) / n
        for i in range(n):
            y[i, j] = gamma[j] * (x[i, j] - mean) / (var + eps) ** 0.5 + beta[j]
    return y

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    n, d = x.shape
    y = np.zeros((n, d))
    for i in range(n):
        mean = sum(x[i]) / d
        var = sum((v - mean) ** 2 for v in x[i]) / d
        for j in range(d):
            y[i, j] = gamma[j] * (x[i, j] - mean) / (var + eps) ** 0.5 + beta[j]
    return y

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    n, d = x.shape
    dx, dgamma, dbeta = np.zeros((n, d)), np.zeros(d), np.zeros(d)
    for j in range(d):
        mean = sum(x[:, j]) / n
        std = (sum((v - mean) ** 2 for v in x[:, j]) / n + eps) ** 0.5
        for i in range(n):
            dgamma[j] += dy[i, j] * (x[i, j] - mean) / std
            dbeta[j] += dy[i, j]
        for i in range(n):
            dx[i, j] = gamma[j] / n / std * (n * dy[i, j] - dbeta[j] - (x[i, j] - mean) / std * dgamma[j])
    return dx, dgamma, dbeta

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    n, d = x.shape
    dx, dgamma, dbeta = np.zeros((n, d)), np.zeros(d), np.zeros(d)
    for i in range(n):
        mean = sum(x[i]) / d
        std = (sum((v - mean) ** 2 for v in x[i]) / d + eps) ** 0.5
        total = sum(gamma[j] * dy[i, j] for j in range(d))
        met = sum(gamma[j] * dy[i, j] * (x[i, j] - mean) / std for j in range(d))
        for j in range(d):
            normal = (x[i, j] - mean) / std
            dgamma[j] += dy[i, j] * normal
            dbeta[j] += dy[i, j]
            dx[i, j] = (d * gamma[j] * dy[i, j] - total - normal * met) / d / std
    return dx, dgamma, dbeta

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    new_mean, new_var = [], []
    for j in range(x.shape[1]):
        m = sum(x[:, j]) / len(x)
        v = sum((value - m) ** 2 for value in x[:, j]) / len(x)
        new_mean.append(momentum * mean[j] + (1 - momentum) * m)
        new_var.append(momentum * var[j] + (1 - momentum) * v)
    return new_mean, new_var

# %% folded_layer
folded_kernel, folded_bias = np.zeros((2, 2)), np.zeros(2)
for j in range(2):
    factor = scale[j] / (moving_var[j] + moving_eps) ** 0.5
    for i in range(2):
        folded_kernel[i, j] = kernel[i, j] * factor
    folded_bias[j] = bias[j] * factor - moving_mean[j] * factor + shift[j]

# %% batch_of_one
batch_of_one_output = []
for row in activations:
    output = []
    for j in range(3):
        mean, var = row[j], 0.0
        output.append(gamma[j] * (row[j] - mean) / (var + 0.001) ** 0.5 + beta[j])
    batch_of_one_output.append(output)

# %% bn_counts
fc_params = sum(inputs + 1 for _ in range(units))
bn_params = sum(4 for _ in range(units))
bn_trainable = sum(2 for _ in range(units))

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    y = np.zeros(x.shape)
    for c in range(x.shape[3]):
        values = [x[n, h, w, c] for n in range(x.shape[0]) for h in range(x.shape[1]) for w in range(x.shape[2])]
        mean = sum(values) / len(values)
        var = sum((v - mean) ** 2 for v in values) / len(values)
        for n, h, w in np.ndindex(x.shape[:3]):
            y[n, h, w, c] = gamma[c] * (x[n, h, w, c] - mean) / (var + eps) ** 0.5 + beta[c]
    return y
