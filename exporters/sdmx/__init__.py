"""SDMX: dataflows, structures and data of the indicators, in versions 2.1 and 3.0."""
