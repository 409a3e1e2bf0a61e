import sys
from pathlib import Path

# What trains the demo models is not installed with the program.
sys.path.append(str(Path(__file__).parents[2] / "packaging"))
