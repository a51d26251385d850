"""The rows of ``fileDscr`` and ``dataDscr``: data files, variables and categories."""

from .table import WHOLE, Row, column, term

NAMED = term("variable_types")
FILE = (
    Row("id", "@ID"),
    Row("url", "@URI"),
    Row("name", "fileTxt/fileName"),
    Row("content", "fileTxt/fileCont"),
    Row("rows", "fileTxt/dimensns/caseQnty", WHOLE),
    Row("size", "fileTxt/dimensns/varQnty", WHOLE),
    Row("type", "fileTxt/fileType"),
)
VARIABLE = (
    Row("id", "@ID"),
    Row("name", "@name"),
    Row("file_id", "@files"),
    Row("decimals", "@dcml", WHOLE),
    Row("interval", "@intrvl", column("variable_intervals", "ddi")),
    Row("unit", "@measUnit"),
    Row("width", "location/@width", WHOLE),
    Row("label", "labl"),
    Row("response_unit", "respUnit"),
    Row("question_before", "qstn/preQTxt"),
    Row("question", "qstn/qstnLit"),
    Row("question_after", "qstn/postQTxt"),
    Row("instruction", "qstn/ivuInstr"),
    Row("universe", "universe"),
    Row("definition", "txt", merge=True),
    Row("standard_variable", "stdCatgry"),
    Row(
        "categories",
        "catgry",
        many=True,
        table=(Row("code", "catValu"), Row("label", "labl")),
    ),
    Row("type", "varFormat", NAMED),
    Row("type", "varFormat/@type", column("variable_types", "ddi")),
    Row("format", "varFormat/@formatname"),
    Row("personal_data", "notes[type=dato_personal]", term("personal_data")),
    Row("notes", "notes[!type]", merge=True),
)
DATA = (
    Row("files", "fileDscr", many=True, table=FILE),
    Row("variables", "dataDscr/var", many=True, table=VARIABLE),
)
