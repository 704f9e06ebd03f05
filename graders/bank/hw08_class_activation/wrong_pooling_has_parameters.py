"""Four weights for each map."""

# %% mnist_network
mnist_shapes, mnist_params = [], []
n, c = digit_side, 1
for stage, f in enumerate([first_filters, later_filters, later_filters]):
    n = digit_side - kernel + 1 if stage == 0 else n
    mnist_shapes.append((n, n, f)); mnist_params.append((kernel * kernel * c + 1) * f)
    c = f
    n = n // 2
    mnist_shapes.append((n, n, c)); mnist_params.append(4 * c)
m = n * n * c
mnist_shapes.append((m,)); mnist_params.append(0)
for u in (hidden_units, digit_classes):
    mnist_shapes.append((u,)); mnist_params.append((m + 1) * u)
    m = u
