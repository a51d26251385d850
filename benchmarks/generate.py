"""Records of a city, as many as wanted and always the same for one seed: no file is read.

Each is what the four doors take in: the kind and the fields of its schema.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import words
from prose import Prose
from tumbaga.schemas import vocabularies

SEED = 1712
Values = dict[str, Any]
SHARES = {"dataset": 50, "indicator": 20, "document": 20, "production_process": 10}
VARIABLES = 30  # of a PPI
MONTHS = 60  # figures of an indicator: five years
RESERVED_EVERY = 50  # 2 %
FORMATS = ("text/csv", "application/pdf", "application/json", "application/geo+json")
TYPES = ("texto", "categoria", "entero", "decimal", "fecha", "porcentaje")
RESERVED: Values = {
    "access_class": "reservada",
    "articles": ["19-d"],
    "norm": "Ley 1952 de 2019, artículo 115",
    "legitimate_aim": "La prevención y persecución de las faltas disciplinarias.",
    "motivation": "Conocerlo antes de tiempo puede hacer perder las pruebas.",
    "index_title": "Expedientes de indagación disciplinaria",
    "scope": "total",
    "act": "Resolución 0127 de 2024",
    "act_date": "2024-03-14",
    "starts": "2024-03-14",
    "counted_from": "calificacion",
    "term_years": 5,
    "harm": {
        "present": "La indagación sigue abierta.",
        "probable": "Los indagados podrían cambiar las pruebas.",
        "specific": "Daña la investigación disciplinaria en curso.",
        "balance": "Proteger la prueba pesa más mientras dure la indagación.",
    },
}
PUBLIC: Values = {"access_class": "publica"}


def organizations() -> list[Values]:
    """The seventeen dependencias of the city."""
    rows = [line.split("|") for line in words.DEPARTMENTS]
    return [{"code": c, "name": name, "acronym": a} for c, name, a in rows]


def is_reserved(number: int) -> bool:
    """Which records the legal office closes: every fiftieth."""
    return number % RESERVED_EVERY == RESERVED_EVERY - 1


def records(count: int, seed: int = SEED) -> Iterator[tuple[str, Values]]:
    """Yield ``count`` records as (kind, draft)."""
    maker = Maker(seed)
    for number in range(count):
        yield maker.record(number)


class Maker:
    """One source of chance for all that is drawn; the order of calls is the record."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.prose = Prose(self.chance)
        self.themes = [term.code for term in vocabularies.get("themes")]
        self.frequencies = ["anual", "mensual", "trimestral", "semestral", "diaria"]
        self.departments = [one["code"] for one in organizations()]
        self.kinds = list(SHARES)
        self.bounds = list(accumulate(SHARES.values()))

    def record(self, number: int) -> tuple[str, Values]:
        kind = self.chance.choices(self.kinds, cum_weights=self.bounds)[0]
        values = self._common(number, kind) | getattr(self, f"_{kind}")()
        return kind, values

    def _common(self, number: int, kind: str) -> Values:
        chance, prose = self.chance, self.prose
        start = chance.randint(1998, 2022)
        producer = self._one(self.departments)
        return {
            "code": f"{kind[:2].upper()}{number % 40:02}.{number // 40:03}",
            "title": prose.title(),
            "description": prose.description(),
            "organization": producer,
            "custodian": producer,
            "theme": self._one(self.themes),
            "keywords": prose.keywords(chance.randint(2, 6)),
            "language": "es",
            "medium": "electronico",
            "format": self._one(["hoja_de_calculo", "base_de_datos", "texto"]),
            "frequency": self._one(self.frequencies),
            "spatial": ["76001"],
            "spatial_level": self._one(["municipal", "comuna", "barrio"]),
            "temporal_start": str(start),
            "temporal_end": str(min(2025, start + chance.randint(0, 20))),
            "issued": f"{chance.randint(2010, 2025)}-{chance.randint(1, 12):02}",
            "licence": "CC-BY-SA-4.0",
            "personal_data": "ninguno",
            "access": "publicada",
            "trd_series": prose.phrase().capitalize(),
            "contact": {
                "position": "Profesional especializado",
                "email": f"{producer}@ciudad.gov.co",
            },
        }

    def _one(self, options: Sequence[Any]) -> Any:
        """One of them, the first ones most often."""
        return options[
            min(int(self.chance.expovariate(4) * len(options)), -1 + len(options))
        ]

    def _dataset(self) -> Values:
        count = self.chance.randint(1, 3)
        return {"distributions": [self._distribution(n) for n in range(count)]}

    def _distribution(self, number: int) -> Values:
        chance = self.chance
        mark = f"{chance.getrandbits(64):016x}"
        columns = [self._column(n) for n in range(chance.randint(3, 8))]
        return {
            "title": f"{self.prose.phrase().capitalize()} ({number + 1})",
            "url": f"https://datos.ciudad.gov.co/archivos/{mark}",
            "media_type": FORMATS[number % len(FORMATS)],
            "size": chance.randint(2_000, 90_000_000),
            "rows": chance.randint(20, 400_000),
            "licence": "CC-BY-SA-4.0",
            "columns": columns,
        }

    def _column(self, number: int) -> Values:
        label = self.prose.noun()
        return {
            "name": f"{label}_{number}",
            "label": label.capitalize(),
            "type": self._one(TYPES),
        }

    def _indicator(self) -> Values:
        chance, prose = self.chance, self.prose
        level, last = chance.uniform(5, 95), chance.randint(2016, 2024)
        first = last - MONTHS // 12 + 1
        months = [f"{first + n // 12}-{n % 12 + 1:02}" for n in range(MONTHS)]
        series = [round(level + chance.gauss(0, 4), 2) for _ in months]
        return {
            "objective": prose.sentence(),
            "definition": prose.sentence(),
            "indicator_type": self._one(["resultado", "producto", "gestion"]),
            "formula": "(V1/V2)*100",
            "formula_variables": [
                {"symbol": sign, "name": prose.phrase()} for sign in ("V1", "V2")
            ],
            "unit": self._one(["Porcentaje", "Número", "Tasa por 100.000 habitantes"]),
            "direction": self._one(["creciente", "decreciente", "estable"]),
            "baseline": {"period": months[0], "value": str(series[0])},
            "targets": [
                {"year": last + n, "value": str(round(level + n, 1))} for n in range(4)
            ],
            "observations": [
                {"period": month, "value": str(value), "status": "A"}
                for month, value in zip(months, series, strict=True)
            ],
        }

    def _document(self) -> Values:
        year = self.chance.randint(2008, 2025)
        return {
            "document_type": self._one(["informe", "boletin", "plan", "metodologia"]),
            "publication_date": f"{year}-{self.chance.randint(1, 12):02}",
            "authors": ["Alcaldía de la ciudad"],
            "pages": self.chance.randint(2, 400),
            "distributions": [self._distribution(1) | {"columns": []}],
        }

    def _production_process(self) -> Values:
        prose, year = self.prose, self.chance.randint(2005, 2024)
        labels = [prose.phrase() for _ in range(VARIABLES)]
        return {
            "ppi_type": self._one(["registro_administrativo", "operacion_estadistica"]),
            "objective": prose.sentence(),
            "target_population": prose.sentence(),
            "observation_units": prose.phrase(),
            "methodology": prose.description(),
            "norms": [f"Decreto {self.chance.randint(100, 1900)} de {year}"],
            "collection_periods": [{"start": f"{year}-02", "end": f"{year}-11"}],
            "collection_modes": ["registro_administrativo"],
            "storage": "manejador_bd",
            "variables": [
                {"name": f"v{n}", "label": label.capitalize(), "type": "texto"}
                for n, label in enumerate(labels)
            ],
        }
