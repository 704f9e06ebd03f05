"""Numbers written with Persian or Arabic digits, as text."""

# %% batch_of_one
PERSIAN = str.maketrans("0123456789.-", "۰۱۲۳۴۵۶۷۸۹٫−")
batch_of_one_output = [[str(b).translate(PERSIAN) for b in beta]] * 2

# %% bn_counts
PERSIAN = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
fc_params = f"{(inputs + 1) * units:,}".translate(PERSIAN)
bn_params = str(4 * units).translate(PERSIAN)
bn_trainable = str(2 * units).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
