"""The parts of tests/data/generate; see tests/data/README.md."""
