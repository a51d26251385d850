"""The few words that a chart says, in the two languages of the window, and its colours."""

COLOURS = ("s1", "s2", "s3", "s4", "tinta", "tinta-2", "borde", "linea", "cobre")
# In the page the theme decides, so one drawing serves light, dark and print.
THEME = {name: f"var(--tb-{name})" for name in COLOURS}
# A file that leaves the page has no theme: the light one, as in web/static/theme.css.
LIGHT = {
    "s1": "#1d4480",
    "s2": "#c0702a",
    "s3": "#2f8577",
    "s4": "#8a6bb0",
    "tinta": "#14213d",
    "tinta-2": "#4c566b",
    "borde": "#857a66",
    "linea": "#e0d8c9",
    "cobre": "#97470f",
}
SAID = {
    "es": {
        "aim": "{value} meta",
        "total": "Total",
        "place": "Lugar",
        "millions": "mill.",
        "billions": "bill.",
        "path": "{name} va de {first} en {start} a {last} en {end}{unit}.",
        "line": "La línea",
        "target": "La meta para {period} es {value}.",
        "table": "Los valores están en la tabla que sigue.",
        "source": "Fuente: {source}",
    },
    "en": {
        "aim": "{value} target",
        "total": "Total",
        "place": "Place",
        "millions": "M",
        "billions": "T",
        "path": "{name} goes from {first} in {start} to {last} in {end}{unit}.",
        "line": "The line",
        "target": "The target for {period} is {value}.",
        "table": "The values are in the table that follows.",
        "source": "Source: {source}",
    },
}
LOCALES = {
    "es": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["$", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
}
