"""The datasets of the demo, each with the CSV files that it serves."""

from collections.abc import Iterator

from .entries import CALI, LICENCE, Entry, Values, shared
from .files import described
from .sources import source
from .tables import Row, notes, pairs, parts, rows, served_rows

SERIES = "DAT-PET"
TITLES = {
    "graficos-diagnostico.csv": "Lista de los 12 gráficos del diagnóstico (CSV)",
    "divipola-departamentos.csv": "Departamentos (CSV)",
    "divipola-municipios.csv": "Municipios (CSV)",
}


def datasets() -> Iterator[Entry]:
    yield Entry("dataset", _series())
    for row in rows("conjuntos"):
        yield Entry("dataset", _values(row))


def _series() -> Values:
    """A series (docs/decisions/0007): a dataset of its own, which its parts name."""
    return shared(
        code=SERIES,
        title="Datos del Plan Estadístico Territorial de Cali",
        description="La serie que reúne lo que el plan dejó en cifras: sus acciones, su "
        "inversión por dependencia y el diagnóstico del que partió. Cada parte es un "
        "conjunto de datos con su propia ficha.",
        organization="dapm",
        theme="estadisticas-nacionales",
        keywords=[
            "Plan Estadístico Territorial",
            "PET",
            "serie de datos",
            "estadística",
        ],
        frequency="solo_una_vez",
        format="hoja_de_calculo",
        spatial=[CALI],
        spatial_level="municipal",
        temporal_start="2013-10",
        temporal_end="2019",
        generated="2015",
        licence=LICENCE,
        access="publicada",
        is_series=True,
        source=source("pet", "Tablas y diagnóstico del plan"),
        relations=[{"type": "documentado_en", "code": "DOC-PET"}],
        notes=["El plan no habla de una serie: la reunimos para esta demostración."],
    )


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
