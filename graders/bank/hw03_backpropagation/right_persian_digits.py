"""Numbers as text with Persian digits."""

# %% repeated_factor
persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
growth = f"{larger**times:.4f}".translate(persian)
decay = f"{smaller**times:.12f}".translate(persian)
