"""What a component and a code are called, for the forms of data that say it."""

from . import lists
from .artefacts import CODED
from .model import Flow, Names


def of_component(name: str, own: str = "") -> Names:
    """A concept that all share, else the name of the indicator's own breakdown."""
    return lists.CONCEPTS.get(name) or Names(own or name)


def dimensions(flow: Flow) -> dict[str, str]:
    """The dimensions of a flow in their order, with the names of its own."""
    return {name: flow.concepts.get(name, name) for name in flow.dimensions}


def of_code(flow: Flow, name: str, code: str) -> Names:
    """The name of a component's code; the code itself where nothing names it."""
    if name == "INDICATOR":
        return flow.names
    if name == "UNIT_MEASURE":
        return flow.unit.names
    known = lists.labels(CODED.get(name) or ("CL_SEX" if name == "SEX" else ""))
    found = known.get(code)
    said = flow.labels.get(name, {}).get(code)
    if found is None and code == lists.TOTAL.id:
        return lists.TOTAL.names
    return found or Names(said or code)
