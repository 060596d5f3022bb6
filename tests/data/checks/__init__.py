"""The checks that selfcheck.py runs."""
