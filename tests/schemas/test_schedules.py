"""When to harvest, said in Spanish."""

from datetime import UTC, datetime

import pytest
from tumbaga.schemas import schedules

WEDNESDAY = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)  # 15:00 in Bogotá


@pytest.mark.parametrize(
    ("text", "said", "then"),
    [
        ("cada lunes a las 3", "cada lunes a las 3", "2026-11-30T08:00"),
        ("Cada Lunes a las 3:30", "cada lunes a las 3:30", "2026-11-30T08:30"),
        ("los miércoles a las 4 de la tarde", "cada miércoles a las 16", "2026-11-25T21:00"),
        ("cada miercoles a las 14", "cada miércoles a las 14", "2026-12-02T19:00"),
        ("cada lunes y jueves a las 14", "cada lunes y jueves a las 14", "2026-11-26T19:00"),
        ("cada lunes, martes y viernes", "cada lunes, martes y viernes a las 3", "2026-11-27T08:00"),
        ("cada día a las 16", "cada día a las 16", "2026-11-25T21:00"),
        ("todos los dias", "cada día a las 3", "2026-11-26T08:00"),
        ("cada hora", "cada hora", "2026-11-25T21:00"),
        ("cada 6 horas", "cada 6 horas", "2026-11-26T02:00"),
        ("el día 1 de cada mes a las 4", "el día 1 de cada mes a las 4", "2026-12-01T09:00"),
        ("el dia 31 de cada mes", "el último día de cada mes a las 3", "2026-11-30T08:00"),
        ("los domingos", "cada domingo a las 3", "2026-11-29T08:00"),
        ("lunes 3am", "cada lunes a las 3", "2026-11-30T08:00"),
        ("cada lunes a las 3 p. m.", "cada lunes a las 15", "2026-11-30T20:00"),
        ("cada lunes a las tres y media", "cada lunes a las 3:30", "2026-11-30T08:30"),
        ("A las 12 de la noche, los lunes", "cada lunes a las 0", "2026-11-30T05:00"),
        ("todos los lunes a la 1 de la noche", "cada lunes a las 1", "2026-11-30T06:00"),
        ("cada lunes al mediodía", "cada lunes a las 12", "2026-11-30T17:00"),
        ("todas las noches a las 11", "cada día a las 23", "2026-11-26T04:00"),
        ("lunes a viernes a las 6", "de lunes a viernes a las 6", "2026-11-26T11:00"),
        ("sábados y domingos a las 8", "cada sábado y domingo a las 8", "2026-11-28T13:00"),
        ("una vez por semana", "cada lunes a las 3", "2026-11-30T08:00"),
        ("mensualmente", "el día 1 de cada mes a las 3", "2026-12-01T08:00"),
        ("el 15 de cada mes a las 6", "el día 15 de cada mes a las 6", "2026-12-15T11:00"),
        ("cada seis horas", "cada 6 horas", "2026-11-26T02:00"),
    ],
)  # fmt: skip
def test_a_schedule_is_understood_and_said_back(text, said, then):
    found = schedules.read(text)

    assert str(found) == said
    assert schedules.read(said) == found
    assert found.after(WEDNESDAY) == datetime.fromisoformat(then).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "pronto", "cada lunes a las 25", "cada 0 horas", "cada 30 horas", "cada lunar",
     "el día 0 de cada mes", "cada luens a las 3",
     "cada 2 días", "los domingos en la noche", "cada lunes a las 15 de la mañana",
     "cada lunes a las 3 y cada jueves a las 5", "de a lunes", "cada lunes a las 3 y 99", "el día 40 de cada mes", "0 3 * * 1", "cada día a las 3:99"],
)  # fmt: skip
def test_what_is_no_schedule_gets_examples(text):
    with pytest.raises(ValueError, match="cada lunes a las 3:30"):
        schedules.read(text)
