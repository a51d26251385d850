"""The dataset (DCAT, ``dcat:Dataset``) and the series that gathers others."""

from .asset import Asset
from .fields import Flag, LongText, Text, about


class Dataset(Asset):
    dataset_version = Text(
        longest=40,
        metadata=about(
            "Versión de los datos",
            "Data version",
            "Como la numera quien los produce.",
            "As its producer numbers it.",
            source="dcat:version",
            example="2.1",
        ),
    )
    version_notes = LongText(
        metadata=about(
            "Qué cambió en esta versión",
            "Version notes",
            "En una o dos frases, para quien ya usaba la anterior.",
            "In a sentence or two, for who used the previous one.",
            source="adms:versionNotes",
        )
    )
    is_series = Flag(
        metadata=about(
            "¿Es una serie?",
            "Is it a series?",
            "Sí, si reúne otros conjuntos: uno por año, uno por comuna. Cada uno de "
            "ellos la nombra con la relación «Es parte de».",
            "Yes if it gathers other datasets; each names it by «Is part of».",
            source="DCAT 3, dcat:DatasetSeries",
        )
    )
