"""Numbers written with Persian or Arabic digits, as text."""

# %% pointwise
PERSIAN = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
pointwise_shape = tuple(str(n).translate(PERSIAN) for n in (height, width, filters))
pointwise_params = f"{(channels + 1) * filters:,}".translate(PERSIAN)

# %% forward
conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
gap = conv_map.mean()
gap = str(gap).translate(str.maketrans("0123456789.-", "٠١٢٣٤٥٦٧٨٩٫−"))

# %% filter_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
filter_gradient = each * np.array([[x[u : u + 2, v : v + 2].sum() for v in range(2)] for u in range(2)])
PERSIAN = str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")
filter_gradient = [[str(v).translate(PERSIAN) for v in row] for row in filter_gradient]
