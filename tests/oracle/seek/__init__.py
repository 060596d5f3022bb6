"""Planted values and where they can hide: see planted.py, decoders.py."""
