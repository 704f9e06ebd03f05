"""Rounds to two digits."""

# %% repeated_factor
growth, decay = float(f"{larger**times:.1e}"), float(f"{smaller**times:.1e}")
