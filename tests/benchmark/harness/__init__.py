"""Measures programs against each other and writes Markdown tables of it."""
