"""Tests that lay out folders and look into them."""

import os

from session import Case


class Folders(Case):
    def lay(self, name, content):
        """A file in folders of the test."""
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        self.made_here.add(name.split("/")[0])
        with open(self.path(name), "wb") as file:
            file.write(content)
        return name

    def below(self, folder):
        """{name: content} of all files below a folder; None when there is none."""
        if not os.path.isdir(self.path(folder)):
            return None
        found = {}
        for at, _folders, names in os.walk(self.path(folder)):
            for name in names:
                path = os.path.join(at, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, self.path(folder))] = file.read()
        return found
