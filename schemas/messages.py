"""What a wrong value is told, in Spanish: one table for every door."""

from typing import Any

from marshmallow import fields, validate

MISSING = "Falta este dato."
UNKNOWN = "No conocemos este campo. Revise cómo está escrito su nombre."
NOT_A_GROUP = "Tiene que ser un grupo de campos con sus valores."

SPANISH: dict[type[fields.Field[Any]], dict[str, str]] = {
    fields.Field: {
        "required": MISSING,
        "null": MISSING,
        "validator_failed": "Este valor no se puede guardar.",
    },
    fields.String: {
        "invalid": "Tiene que ser un texto.",
        "invalid_utf8": "El texto tiene signos que no se pueden leer.",
    },
    fields.Integer: {"invalid": "Tiene que ser un número entero, por ejemplo 12."},
    fields.Number: {
        "invalid": "Tiene que ser un número, por ejemplo 1234,5.",
        "too_large": "El número es demasiado grande.",
    },
    fields.Decimal: {
        "special": "Tiene que ser un número, por ejemplo 1234,5.",
    },
    fields.Boolean: {"invalid": "Escriba «sí» o «no»."},
    fields.List: {"invalid": "Tiene que ser una lista."},
    fields.Nested: {"type": NOT_A_GROUP},
}


class Spanish(fields.Field[Any]):
    """Mixin: a field class of ours takes its built-in parents' texts from the table."""

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        own = cls.__dict__.get("default_error_messages", {})
        inherited = {
            key: text
            for base in reversed(cls.__mro__)
            for key, text in SPANISH.get(base, {}).items()
        }
        cls.default_error_messages = inherited | own


class Length(validate.Length):
    message_min = "Es demasiado corto: escriba al menos {min} letras."
    message_max = "Es demasiado largo: caben {max} letras."
    message_all = "Tiene que tener entre {min} y {max} letras."
    message_equal = "Tiene que tener {equal} letras."


class Range(validate.Range):
    message_min = "Tiene que ser {min_op} {{min}}."
    message_max = "Tiene que ser {max_op} {{max}}."
    message_all = "Tiene que ser {min_op} {{min}} y {max_op} {{max}}."
    message_gte = "mayor o igual a"
    message_gt = "mayor que"
    message_lte = "menor o igual a"
    message_lt = "menor que"
