"""The characteristic polynomial."""

# %% covariance_by_hand
n = len(points)
mx, my = points[:, 0].sum() / n, points[:, 1].sum() / n
a = sum((x - mx) ** 2 for x, _ in points) / n
b = sum((x - mx) * (y - my) for x, y in points) / n
c = sum((y - my) ** 2 for _, y in points) / n
covariance = [[a, b], [b, c]]
root = ((a - c) ** 2 + 4 * b * b) ** 0.5
eigenvalues = ((a + c + root) / 2, (a + c - root) / 2)
columns = []
for value in eigenvalues:
    length = (b * b + (value - a) ** 2) ** 0.5
    columns.append((b / length, (value - a) / length))
eigenvectors = [[columns[0][0], columns[1][0]], [columns[0][1], columns[1][1]]]

# %% ellipse
(a, b), (_, c) = Q.tolist()
root = ((a - c) ** 2 + 4 * b * b) ** 0.5
semi_axes = [(a + c - root) / 2, (a + c + root) / 2]
first, second = [(value - c, b) for value in semi_axes]
n1, n2 = np.hypot(*first), np.hypot(*second)
directions = [(first[0] / n1, second[0] / n2), (first[1] / n1, second[1] / n2)]
