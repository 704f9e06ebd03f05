"""All blocks alike."""

# %% search_space
space_size = len(dropouts) * len(rates) * len(range(units[0], units[1] + 1, units[2])) * len(range(filters[0], filters[1] + 1, filters[2])) * len(pools) * (blocks[1] - blocks[0] + 1)
feasible_by_depth = [1, 2, 3, 4]
