"""The files of the project that the lint tests look at, and how they report."""

import os
import sys

TOP = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
FOLDERS = (".ci", "cmake", "xapian-c", "indexer", "search", "web", "tests")
ROOT_FILES = ("CMakeLists.txt", "README.md", "ARCHITECTURE.md", "check", "demo")


def project_files(*suffixes):
    """Paths from the project's folder, sorted; of these suffixes when any are given."""
    found = [name for name in ROOT_FILES if os.path.exists(os.path.join(TOP, name))]
    for folder in FOLDERS:
        for place, folders, names in os.walk(os.path.join(TOP, folder)):
            folders[:] = [name for name in folders if name not in ("__pycache__", "seeds")]
            found += [os.path.relpath(os.path.join(place, name), TOP) for name in names]
    return sorted(path for path in found if not suffixes or path.endswith(suffixes))


def read(path):
    with open(os.path.join(TOP, path), encoding="utf-8") as file:
        return file.read()


def report(faults, checked):
    """One line a fault and exit status 1, or what was checked; checking nothing is a fault of the test."""
    for fault in faults:
        print(fault)
    if not faults:
        print(checked)
    sys.exit(1 if faults or checked.startswith("0 ") else 0)
