"""What all drawers of random disputes share."""

import argparse

TIES = ["0.1", "0.2", "0.3", "0.1", "0.2", "0.3", "0.7", "0.6"]
NUMBERS = ["1", "1", "2", "2", "3", "3", "4", "5", "8", "0.1", "0.2", "0.3", "0.5", "1.5", "0.7",
           "0.25", "10", "0.000000001", "2.1", "0"]


def chance(r, probability):
    return r.random() < probability


def main(doc, dispute_text, measure=None):
    """What a generator does as a program: prints one dispute, or (with `measure(seed, count)`) what many are like."""
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--number", type=int, default=0)
    if measure:
        parser.add_argument("--measure", type=int, metavar="COUNT")
    options = parser.parse_args()
    if measure and options.measure:
        measure(options.seed, options.measure)
    else:
        print(dispute_text(options.seed, options.number), end="")
