"""Check that PyTorch is the one that the built program is to contain: `flavour.py cpu|cuda`."""

import sys

import torch


def main() -> int:
    """Return 0 if the installed PyTorch is the wanted one."""
    wanted = sys.argv[1]
    found = "cuda" if torch.version.cuda else "cpu"
    if wanted != found:
        print(
            f"PyTorch {torch.__version__} is installed here, which is the {found} version, and not "
            f"the {wanted} version. Name the package index that has it: "
            "make installers TORCH_INDEX=https://download.pytorch.org/whl/…",
            file=sys.stderr,
        )
        return 1
    print(f"PyTorch {torch.__version__} ({found})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
