"""Filing: the process that an asset belongs to and its place in the archive."""

from .fields import PartialDate, Text, about
from .noun import Noun

MATRIX = "Matriz de activos de información (MinTIC y Función Pública)"


class Filing(Noun):
    """The rest of the first block of the asset matrix: process, TRD, archive."""

    archived = PartialDate(
        metadata=about(
            "Fecha de ingreso al archivo",
            "Date of entry to the archive",
            "Cuándo pasó al archivo de gestión o central.",
            "When it went to the archive.",
            source=MATRIX,
            example="2024-02-28",
        )
    )
    process = Text(
        longest=200,
        metadata=about(
            "Proceso del sistema de calidad",
            "Process",
            "El proceso del mapa de procesos al que pertenece.",
            "The process of the quality system that it belongs to.",
            source=MATRIX,
            example="Planeación institucional",
        ),
    )
    process_code = Text(
        longest=60,
        metadata=about(
            "Código del proceso",
            "Process code",
            "El del modelo de operación por procesos.",
            "The one of the quality system.",
            source="PET de Cali, articulación con el SGC",
            example="MAJA01.01",
        ),
    )
    subprocess = Text(
        longest=200,
        metadata=about(
            "Subproceso",
            "Subprocess",
            "La parte del proceso que la produce.",
            "The part of the process that produces it.",
            source=MATRIX,
        ),
    )
    records_code = Text(
        longest=80,
        metadata=about(
            "Código del sistema de gestión documental",
            "Records-management code",
            "El que tiene en el sistema de gestión documental o en la TRD.",
            "The one in the records-management system.",
            source=MATRIX,
            example="4132.010.14.12",
        ),
    )
    trd_series = Text(
        longest=200,
        metadata=about(
            "Serie documental",
            "TRD series",
            "La serie de la tabla de retención documental.",
            "The series of the retention schedule.",
            source="AGN, tabla de retención documental",
        ),
    )
    trd_subseries = Text(
        longest=200,
        metadata=about(
            "Subserie",
            "TRD subseries",
            "La subserie de la tabla de retención documental.",
            "The subseries of the retention schedule.",
            source="AGN, tabla de retención documental",
        ),
    )
