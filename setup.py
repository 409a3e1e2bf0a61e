"""Installs the shipped files: `assets` becomes the package `sare_assets`, which holds no code."""

from setuptools import find_namespace_packages, find_packages, setup

# The README's pictures of the desktop are not for the program.
folders = find_namespace_packages("assets", exclude=["screenshots"])
shipped = ["sare_assets", *(f"sare_assets.{name}" for name in folders)]

setup(
    packages=[*find_packages(include=["sare_engine*", "sare_desktop*"]), *shipped],
    package_dir={"sare_assets": "assets"},
    package_data={
        # For type checkers, for names that are imported lazily, and templates of pages.
        "": ["py.typed", "*.pyi", "*.html"],
        **{name: ["*"] for name in shipped},
    },
)
