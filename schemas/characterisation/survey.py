"""The survey whose questions the blocks ask."""

SURVEY = "PET de Cali, caracterización de los PPI"
