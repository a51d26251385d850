"""What a browser calls itself, in words that its person recognises."""

# The first that fits: names that others borrow come later.
PROGRAMS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
MACHINES = {
    "Android": "un teléfono Android",
    "iPhone": "un iPhone",
    "iPad": "un iPad",
    "Windows": "Windows",
    "Mac OS": "un Mac",
    "Linux": "Linux",
}


def named(agent: str) -> str:
    """«Firefox en Windows»; a browser that says nothing is one that we do not know."""
    program = next((name for sign, name in PROGRAMS.items() if sign in agent), None)
    machine = next((name for sign, name in MACHINES.items() if sign in agent), None)
    if program is None:
        return "Un navegador que no reconocemos"
    return f"{program} en {machine}" if machine else program
