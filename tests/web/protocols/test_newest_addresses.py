"""DCAT-US 3.0 and DDI Codebook 2.6 where they are asked for, and never of what is closed."""

from public_records import dataset, process
from tumbaga import exporters


def test_the_addresses_answer(quick_site):
    quick_site.publish(process("p"), dataset("d"))
    quick_site.publish(dataset("cerrado", title="CANARIO"), disclosure="index")

    whole = quick_site.get("/catalogo.dcat-us.json")
    one = quick_site.get("/datos/d-registro.dcat-us.json")
    book = quick_site.get("/ppi/p-registro.ddi26.xml")

    assert "CANARIO" not in whole.text
    assert [d["@id"] for d in whole.json["dataset"]] == [
        d["@id"] for d in one.json["dataset"]
    ]
    assert b'"ddi:codebook:2_6"' in book.data
    assert quick_site.get("/datos/d-registro.ddi26.xml").status_code == 404
    assert quick_site.get("/ppi/p-registro.dcat-us.json").status_code == 404
    assert "/datos/d-registro.dcat-us.json" in quick_site.get("/datos/d-registro").text
    assert b'"ddi:instance:3_3"' in quick_site.get("/ppi/p-registro.ddi-l.xml").data
    assert quick_site.get("/datos/d-registro.ddi-l.xml").status_code == 404
    assert b"CANARIO" not in quick_site.get("/catalogo.ddi-l.xml").data
    assert set(exporters.RECORD) >= {"dcat-us", "ddi-26", "ddi-l"}
