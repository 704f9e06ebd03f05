"""Numbers written with Persian digits, as text."""

# %% symmetric_start
symmetric_rank = str(np.linalg.matrix_rank(start)).translate(str.maketrans('0123456789', '۰۱۲۳۴۵۶۷۸۹'))

# %% component_limit
max_components = str(min(faces - 1, height * width)).translate(str.maketrans('0123456789', '۰۱۲۳۴۵۶۷۸۹'))

# %% pair_network
pair_params = f"{sum((n + 1) * k for n, k in zip(widths, widths[1:])):,}".translate(str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬"))
