"""Loops over single entries."""

# %% poles_and_regions
roots = []
for candidate in range(-10, 11):
    if den[0] * candidate**2 + den[1] * candidate + den[2] == 0:
        roots.append(candidate)
poles, zeros = [], [0]
for candidate in range(-10, 11):
    if candidate == 0:
        continue
    in_numerator = num[0] * candidate + num[1] == 0
    if candidate in roots and not in_numerator:
        poles.append(candidate)
    if in_numerator and candidate not in roots:
        zeros.append(candidate)
regions = 1
radius = None
for pole in poles:
    regions += 1
    if radius is None or abs(pole) < radius:
        radius = abs(pole)
stable_region = [0, radius]

# %% impulse_response
def impulse_response(b, a, n):
    g = []
    for k in range(n):
        total = b[k] if k < len(b) else 0.0
        for i in range(1, len(a)):
            if k >= i:
                total = total - a[i] * g[k - i]
        g.append(total / a[0])
    return np.array(g)

g = impulse_response(num, den, 6)

# %% response_plot
import matplotlib.pyplot as plt

def plot_response(x, g):
    figure = plt.figure()
    for place, (samples, name) in enumerate([(x, "input"), (g, "response")], start=1):
        axes = figure.add_subplot(2, 1, place)
        steps = []
        for n in range(len(samples)):
            steps.append(n)
        axes.stem(steps, samples)
        axes.set_title(name)
        axes.set_xlabel("n")
        if name == "response":
            axes.set_yscale("symlog")
    return figure

# %% difference_equation
coefficients = {"x": [], "y": []}
for entry in num:
    coefficients["x"].append(entry / den[0])
coefficients["x"].append(0)
for entry in den[1:]:
    coefficients["y"].append(-entry / den[0])

# %% simulate
def simulate(coefficients, x):
    c, d = coefficients["x"], coefficients["y"]
    y = []
    for k in range(len(x)):
        total = 0.0
        for i in range(len(c)):
            if k - i >= 0:
                total += c[i] * x[k - i]
        for j in range(len(d)):
            if k - 1 - j >= 0:
                total += d[j] * y[k - 1 - j]
        y.append(total)
    return np.array(y)

# %% regressors
def regressors(x, y, nx, ny):
    rows, targets = [], []
    for k in range(len(y)):
        if k < nx or k < ny:
            continue
        row = []
        for i in range(nx + 1):
            row.append(x[k - i])
        for j in range(1, ny + 1):
            row.append(y[k - j])
        rows.append(row)
        targets.append(y[k])
    return np.array(rows), np.array(targets)

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    w1, b1, w2, b2 = [weight.astype(float) for weight in model.get_weights()]
    total = np.zeros(w1.shape[0])
    for row in inputs:
        for h in range(w1.shape[1]):
            s = 1 / (1 + np.exp(-(row @ w1[:, h] + b1[h])))
            for f in range(w1.shape[0]):
                total[f] += w1[f, h] * s * (1 - s) * w2[h, 0]
    return total / len(inputs)

# %% adaline_coefficients
def adaline_fit(D, t):
    w = np.zeros(D.shape[1])
    for _ in range(40):
        for row, target in zip(D, t):
            w = w + 2 * 0.001 * (target - row @ w) * row
    return w

# %% transfer_function
def to_transfer_function(w):
    num, den = [], [-1 / w[4], w[3] / w[4], 1.0]
    for c in w[:3]:
        num.append(-c / w[4])
    return np.array(num), np.array(den)
