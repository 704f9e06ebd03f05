"""The judge: which variant, which checks, what they find, and how many points that is."""
