"""SARE's engine: find the objects that a multimodal LLM hallucinates and erase them robustly.

Everything a script needs is a name of this package; `__init__.pyi` lists them. Each is imported
when it is first used, so that `import sare_engine` itself costs next to nothing.
"""

import lazy_loader

__version__ = "0.2.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
