"""Works with the published numbers, whatever the variant."""

# %% hand_network
hidden, output, loss = [[5, 0], [2, 4]], [[7], [-8]], 13
dW1, db1, dW2, db2 = [[5, -9], [-5, 27]], [-1, 9], [[4], [-12]], [-1]

# %% repeated_factor
growth, decay = 1.01**1000, 0.99**1000
