"""What all drawers of random disputes share."""

TIES = ["0.1", "0.2", "0.3", "0.1", "0.2", "0.3", "0.7", "0.6"]
NUMBERS = ["1", "1", "2", "2", "3", "3", "4", "5", "8", "0.1", "0.2", "0.3", "0.5", "1.5", "0.7",
           "0.25", "10", "0.000000001", "2.1", "0"]


def chance(r, probability):
    return r.random() < probability
