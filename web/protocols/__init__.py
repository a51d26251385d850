"""The protocols by which programs read the catalogue; each is a blueprint of its own.

None of them asks who reads, and none changes anything: a guard of forms (CSRF) may pass
over all of them.
"""

from .catalogue import blueprint as catalogue
from .citing import blueprint as citing
from .ckan import blueprint as ckan
from .crawling import blueprint as crawling
from .feeds import blueprint as feeds
from .nada import blueprint as nada
from .oai import blueprint as oai
from .ogc import blueprint as ogc
from .sdmx import blueprint as sdmx

BLUEPRINTS = (catalogue, citing, ckan, crawling, feeds, nada, oai, ogc, sdmx)
