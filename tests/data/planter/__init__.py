"""The parts of tests/data/plant; see tests/data/README.md and encodings.md."""
