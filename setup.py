"""Installs the shipped files: `assets` and `docs` become `sare_assets` and `sare_docs`.

These packages hold no code.
"""

from setuptools import find_namespace_packages, find_packages, setup
from setuptools.command.build_py import build_py

DOCUMENTS = "sare_docs"

# The documents' pictures of the desktop are not for the program.
folders = find_namespace_packages("assets", exclude=["screenshots"])
shipped = ["sare_assets", *(f"sare_assets.{name}" for name in folders)]


class Build(build_py):
    """Leaves out the script that draws a picture of the documents."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        """Return (package, module, file) of a package's modules."""
        if package == DOCUMENTS:
            return []
        found: list[tuple[str, str, str]] = super().find_package_modules(package, package_dir)
        return found


setup(
    packages=[*find_packages(include=["sare_engine*", "sare_desktop*"]), *shipped, DOCUMENTS],
    package_dir={"sare_assets": "assets", DOCUMENTS: "docs"},
    package_data={
        # For type checkers, for names that are imported lazily, and templates of pages.
        "": ["py.typed", "*.pyi", "*.html"],
        DOCUMENTS: ["*.md", "*.svg"],
        **{name: ["*"] for name in shipped},
    },
    cmdclass={"build_py": Build},
)
