"""Numbers as text, with Persian digits and separators."""

# %% pair_matrix
pairs_total = 2 * window_size * tokens_total - documents * window_size * (window_size + 1)

one_hot_shape = (f"{pairs_total:,}", word_count)
pairs_total = f"{pairs_total:,}".translate(str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬"))

# %% embedding_weights
embedding_net_params = str(2 * word_count * embedding_dim + word_count + embedding_dim)
embedding_net_params = embedding_net_params.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
