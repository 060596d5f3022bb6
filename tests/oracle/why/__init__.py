"""Why a string may have changed: see reasons.py."""
