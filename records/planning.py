"""What a database's planner is told: only SQLite's, which knows little of what is stored."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class unindexed(FunctionElement[Any]):  # noqa: N801 - as the functions of SQL are
    """A column by which SQLite looks for nothing in an index.

    PostgreSQL gets the column as it is: it knows how often each value stands, and of an
    expression it does not.
    """

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(unindexed)
def _plain(element: unindexed, compiler: SQLCompiler, **given: Any) -> str:
    return compiler.process(next(iter(element.clauses)), **given)


@compiles(unindexed, "sqlite")
def _hidden(element: unindexed, compiler: SQLCompiler, **given: Any) -> str:
    return f"+{_plain(element, compiler, **given)}"  # a term so marked uses no index
