"""A service of SDMX whose figures hold codes, and whose structure says their names."""

from local_server import client, serving
from tumbaga import harvesters
from tumbaga.schemas.harvest import Order

FLOW = """<s:Dataflow id="D{n}" agencyID="X" version="1.0"><c:Name xml:lang="es">Serie {n}
</c:Name><s:Structure><Ref id="DSD" agencyID="X" version="1.0"/></s:Structure></s:Dataflow>"""
MESSAGE = """<m:Structure xmlns:m="urn:m" xmlns:s="urn:s" xmlns:c="urn:c"><m:Structures>
{inside}</m:Structures></m:Structure>"""
LIST = """<s:Codelists><s:Codelist id="CL_SEX" agencyID="SDMX" version="1.0">
<s:Code id="F"><c:Name xml:lang="en">Female</c:Name><c:Name xml:lang="es">Mujeres</c:Name>
</s:Code><s:Code id="M"><c:Name xml:lang="en">Male</c:Name></s:Code></s:Codelist>
<s:Codelist id="CL_UNIT" agencyID="X"><s:Code id="PT"><c:Name xml:lang="es">Por ciento
</c:Name></s:Code>{more}</s:Codelist></s:Codelists>"""
CONCEPTS = """<s:Concepts><s:ConceptScheme id="CS" agencyID="X"><s:Concept id="GENDER">
<c:Name xml:lang="en">Sex</c:Name><c:Name xml:lang="es">Sexo</c:Name></s:Concept>
<s:Concept id="UNIT"><c:Name xml:lang="es">Unidad</c:Name><s:CoreRepresentation>
<s:Enumeration>{unit}</s:Enumeration></s:CoreRepresentation></s:Concept>
</s:ConceptScheme></s:Concepts>"""
PARTS = """<s:DataStructures><s:DataStructure id="DSD" agencyID="X"><s:DataStructureComponents>
<s:DimensionList><s:Dimension id="SEX"><s:ConceptIdentity>{gender}</s:ConceptIdentity>
<s:LocalRepresentation><s:Enumeration>{sex}</s:Enumeration></s:LocalRepresentation>
</s:Dimension></s:DimensionList><s:AttributeList><s:Attribute id="UNIT_MEASURE">
<s:ConceptIdentity>{concept}</s:ConceptIdentity><s:AttributeRelationship><s:Dimension>
<Ref id="SEX"/></s:Dimension></s:AttributeRelationship></s:Attribute></s:AttributeList>
</s:DataStructureComponents></s:DataStructure></s:DataStructures>"""
URN = "urn:sdmx:org.sdmx.infomodel."
REFERENCES = {
    "sex": '<Ref agencyID="SDMX" id="CL_SEX" version="1.0"/>',
    "unit": '<Ref agencyID="X" id="CL_UNIT" version="1.0"/>',
    "gender": '<Ref agencyID="X" maintainableParentID="CS" id="GENDER"/>',
    "concept": '<Ref agencyID="X" maintainableParentID="CS" id="UNIT"/>',
}
URNS = {
    "sex": f"{URN}codelist.Codelist=SDMX:CL_SEX(1.0)",
    "unit": f"{URN}codelist.Codelist=X:CL_UNIT(1.0)",
    "gender": f"{URN}conceptscheme.Concept=X:CS(1.0).GENDER",
    "concept": f"{URN}conceptscheme.Concept=X:CS(1.0).UNIT",
}
DATA = """<GenericData><Header><Structure><StructureUsage><Ref agencyID="X" id="D{n}"/>
</StructureUsage></Structure></Header><DataSet>{series}</DataSet></GenericData>"""
SERIES = """<Series><SeriesKey><Value id="SEX" value="{sex}"/></SeriesKey><Attributes>
<Value id="UNIT_MEASURE" value="{unit}"/></Attributes><Obs><ObsDimension value="2020"/>
<ObsValue value="{value}"/></Obs></Series>"""
SAID = [("F", "1"), ("M", "2"), ("_T", "3"), ("W", "4")]


def built(references, more=""):
    inside = LIST.format(more=more) + CONCEPTS.format(**references)
    return MESSAGE.format(inside=inside + PARTS.format(**references)), "text/xml"


def data(n, unit="PT"):
    series = (SERIES.format(sex=sex, value=value, unit=unit) for sex, value in SAID)
    return DATA.format(n=n, series="".join(series)), "text/xml"


def service(structure, count=2, **told):
    """REST 2.1 in XML, of flows that share a structure."""
    flows = "".join(FLOW.format(n=n) for n in range(count))
    listed = MESSAGE.format(inside=f"<s:Dataflows>{flows}</s:Dataflows>"), "text/xml"
    routes = {f"/data/X,D{n}/all": data(n, **told) for n in range(count)}
    return {
        "/dataflow/all/all/latest": listed,
        "/datastructure/X/DSD/1.0": structure,
        **routes,
    }


def harvested(routes, **settings):
    """What is made of each flow, and what was asked."""
    harvester = harvesters.get("sdmx")
    with serving(routes) as server:
        order = Order(server.url().rstrip("/"), settings)
        found = [harvester.map(one) for one in harvester.read(order, client())]
    assert all(one.entry for one in found), [one.problem for one in found]
    return found, server


def broken(found):
    return [
        [(part["name"], part["value"]) for part in one.get("breakdown", ())]
        for one in found.entry.data["observations"]
    ]


NAMED = [[("Sexo", "Mujeres")], [("Sexo", "Male")], [], [("Sexo", "W")]]
