"""Where the facts of the demo come from; every record names one of these."""

PLAN = "Plan Estadístico Territorial de Santiago de Cali 2015-2019"

TITLES = {
    "pet": PLAN,
    "diagnostico": f"Diagnóstico del {PLAN}",
    "ibague": "Alcaldía de Ibagué, procedimiento PRO-PET-03",
    "rc2021": "Estrategia de rendición de cuentas 2021",
    "infi2022": "Infimanizales, estrategia de rendición de cuentas 2022",
    "fichas": "Alcaldía de Santiago de Cali, ficha técnica de indicador",
    "divipola": "DANE, División Político-Administrativa de Colombia (DIVIPOLA)",
    "divisiones": "DANE (DIVIPOLA), Alcaldía de Ibagué y prensa local",
    "corregimientos": "División territorial de Santiago de Cali",
    "ley1712": "Ley 1712 de 2014",
    "menu1519": "Resolución 1519 de 2020 del MinTIC, Anexo 2",
    "categorias": "Portal de datos abiertos datos.gov.co",
    "frecuencias": "SDMX, ISO 8601 y Oficina de Publicaciones de la Unión Europea",
    "ejemplo": "Ejemplo de la demostración de Tumbaga",
}
LAW_1712 = "https://www.funcionpublica.gov.co/eva/gestornormativo/norma.php?i=56882"
URLS = {
    "divipola": "https://www.datos.gov.co/d/gdxc-w37w",
    "ley1712": LAW_1712,
    "categorias": "https://www.datos.gov.co",
}


def source(key: str, detail: str) -> dict[str, str]:
    said = {"title": TITLES[key], "detail": detail, "url": URLS.get(key, "")}
    return {name: value for name, value in said.items() if value}
