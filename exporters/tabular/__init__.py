"""Tables for people and programs: ``write(table, out)``, row by row."""
