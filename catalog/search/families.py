"""Words that are of one family, and words that only look so. Knows nothing of stemmers.

Found by going through the stems of all words of the demo and of 6,023 real titles: which
ones a stemmer throws together (casos and casas, género and generación), and which it holds
apart (hospital and hospitalario). What names a theme (turismo, ambiente, economía) stays
apart from its adjective: half of a catalogue is of some theme, so the vocabulary of
synonyms leads from the noun to the adjective and not back.
"""

from collections.abc import Iterator

# One family a line, its term first; "/a" is the feminine, and plurals are made.
# These share a stem by accident: each of them gets a term of its own.
_APART = """
publico publico/a
publicidad publicidad publicitario/a
actividad actividad
autoridad autoridad
casa casa
carga carga
comuna comuna
comunidad comunidad comunitario/a
comunicacion comunicacion comunicar
costa costa costero/a
estacionamiento estacionamiento estacionar
especialista especialista especialidad especializado/a
genero genero
granada granada
importancia importancia importante
indice indice
informe informe
localidad localidad
marzo marzo
marca marca
media media
mesa mesa
movilidad movilidad
ordenamiento ordenamiento
organico organico/a
parto parto
partido partido
plazo plazo
palmar palmar
planadas planadas
poliza poliza
valla valla
libro libro
estudiante estudiante estudiantil
directivo directivo/a
habito habito
cesar cesar
puerta puerta
salida salida
vive vive
turismo turismo
economia economia
seguridad seguridad
"""
# These are one thing, and a stemmer leaves an ending between them.
_TOGETHER = """
municipi municipio municipal
departament departamento departamental
distrit distrito distrital
vered vereda veredal
financ finanza financiero/a
produccion produccion productor/a producir
constru construccion constructor/a construir
conduc conduccion conductor/a conducir
infraccion infraccion infractor/a
inspeccion inspeccion inspector/a
eleccion eleccion elector/a electoral elegir elegido/a
recolect recoleccion recolector/a recolectar
deteccion deteccion detectar detectado/a
suscripcion suscripcion suscriptor/a suscrito/a
inscripcion inscripcion inscrito/a inscribir inscribirse
inversion inversion invertir invertido/a inversionista
poblacion poblacion poblacional
vigenci vigencia vigente
trimestr trimestre trimestral
semestr semestre semestral
bimestr bimestre bimestral
hospital hospital hospitalario/a
hotel hotel hotelero/a hoteleria
universi universidad universitario/a
accident accidente accidentalidad accidentado/a
concej concejo concejal
violenci violencia violento/a
empres empresa empresarial empresario/a
sector sector sectorial
documen documento documental documentacion documentar documentado/a
discapac discapacidad discapacitado/a
escolar escolar escolaridad
farmac farmacia farmaceutico/a
infanci infancia infantil infante
sancion sancion sancionatorio/a sancionado/a sancionar
artesan artesano/a artesanal artesania
ganad ganado ganadero/a ganaderia
reclam reclamo reclamacion reclamar
beneficiari beneficiario/a beneficiado/a
contrat contrato contratista contratacion contratar contratado/a contractual
deport deporte deportivo/a deportista
motocicl motocicleta motociclista moto motociclo
peaton peaton peatonal
via via vial
sism sismo sismico/a
nac nacimiento nacido/a nacer
venta venta vender vendedor/a
deud deuda deudor/a
tribut tributo tributario/a
music musica musico/a musical
teatr teatro teatral
bibliotec biblioteca bibliotecario/a
lectur lectura lector/a
patrimoni patrimonio patrimonial
arquitect arquitecto/a arquitectura arquitectonico/a
energ energia energetico/a
estrateg estrategia estrategico/a
lech leche lechero/a
cafe cafe cafetero/a caficultor/a
petrole petroleo petrolero/a
pesc pesca pescador/a pesquero/a pescado
enferm enfermo/a enfermedad
alcohol alcohol alcoholismo alcoholico/a
analfabet analfabeta analfabetismo
contralori contraloria contralor/a
veeduri veeduria veedor/a
defensori defensoria defensor/a
asesori asesoria asesor/a
auditori auditoria auditor/a
notari notaria notario/a notarial
salari salario salarial
judici judicial juicio
vehicul vehiculo vehicular
forest forestal forestacion
alimen alimento alimentacion alimentario/a alimentar
sanidad sanidad sanitario/a
sexual sexual sexualidad
criminal criminal criminalidad crimen
delincuen delincuencia delincuente
pobre pobre pobreza
joven joven juventud juvenil
arrend arriendo arrendamiento arrendatario/a arrendador/a
licenci licencia licenciamiento
fest fiesta festividad festival
rehabilit rehabilitacion rehabilitar
capacit capacitacion capacitar capacitado/a
limpi limpieza limpiar
"""
# What clerks leave out of long words.
SHORTENED = {
    **dict.fromkeys(("mpal", "mcpal", "mpales"), "municipal"),
    **dict.fromkeys(("mpio", "mcpio", "mpios"), "municipio"),
    **dict.fromkeys(("dpto", "depto", "dptos", "deptos"), "departamento"),
    **dict.fromkeys(("dptal", "deptal"), "departamental"),
    **dict.fromkeys(("cra", "kra"), "carrera"),
    "admon": "administracion",
    "gral": "general",
    "ppal": "principal",
    "nal": "nacional",
    "avda": "avenida",
    "cll": "calle",
    "univ": "universidad",
    "hosp": "hospital",
    "tel": "telefono",
    "info": "informacion",
}


def _forms(word: str) -> Iterator[str]:
    """With its feminine and the plurals of both."""
    one, _slash, feminine = word.partition("/")
    singulars = [one]
    if feminine:
        singulars.append(one[:-1] + "a" if one.endswith("o") else one + "a")
    for singular in singulars:
        yield singular
        if singular[-1] in "aeiou":
            yield singular + "s"
        elif singular.endswith("z"):
            yield singular[:-1] + "ces"
        elif not singular.endswith("s"):
            yield singular + "es"


def _families() -> Iterator[tuple[str, str]]:
    for line in f"{_APART}{_TOGETHER}".split("\n"):
        term, *words = line.split() or [""]
        yield from ((form, term) for word in words for form in _forms(word))


FAMILIES = dict(_families())
