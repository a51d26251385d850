"""The datasets of the demo, each with the CSV files that it serves."""

from collections.abc import Iterator

from .entries import LICENCE, Entry, Values, shared
from .files import described
from .sources import source
from .tables import Row, notes, pairs, parts, rows, served_rows

TITLES = {
    "graficos-diagnostico.csv": "Lista de los 12 gráficos del diagnóstico (CSV)",
    "divipola-departamentos.csv": "Departamentos (CSV)",
    "divipola-municipios.csv": "Municipios (CSV)",
}


def datasets() -> Iterator[Entry]:
    for row in rows("conjuntos"):
        yield Entry("dataset", _values(row))


def _values(row: Row) -> Values:
    places = parts(row["territory"])
    return shared(
        code=row["code"],
        title=row["title"],
        description=row["description"],
        organization=row["organization"],
        theme=row["theme"],
        keywords=parts(row["keywords"]),
        frequency=row["frequency"],
        format="hoja_de_calculo",
        spatial=places,
        spatial_level="municipal" if places else "nacional",
        temporal_start=row["temporal_start"],
        temporal_end=row["temporal_end"],
        generated=row["generated"],
        licence=row["licence"],
        access="publicada",
        dataset_version="1",
        source=source(row["source"], row["detail"]),
        relations=[{"type": t, "code": code} for t, code in pairs(row["relations"])],
        notes=notes(row["code"]),
        distributions=[_distribution(name, row) for name in parts(row["files"])],
    )


def _distribution(name: str, row: Row) -> Values:
    return {
        "title": TITLES.get(name, f"{row['title']} (CSV)"),
        "description": "Separado por comas, en UTF-8, con los nombres de las columnas "
        "en la primera fila.",
        "media_type": "text/csv",
        "licence": LICENCE,
        "rows": len(served_rows(name)),
        "columns": _columns(name),
        **described(name),
    }


def _columns(name: str) -> list[Values]:
    return [
        {key: value for key, value in row.items() if key != "file" and value}
        for row in rows("columnas")
        if row["file"] == name
    ]
