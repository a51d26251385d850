"""The engines: adding one is one file and one line here."""

from importlib import import_module

from .base import Engine

ENGINES: dict[str, str] = {
    "tantivy": ".tantivy:Tantivy",
    "whoosh": ".whoosh:Whoosh",
}


def load(name: str) -> type[Engine]:
    """Return the engine of that name; it is imported on first use."""
    if name not in ENGINES:
        known = ", ".join(ENGINES)
        raise ValueError(f"No hay un buscador «{name}». Los que hay: {known}.")
    module, _, attribute = ENGINES[name].partition(":")
    engine: type[Engine] = getattr(import_module(module, __name__), attribute)
    return engine
