"""The protocols by which programs read the catalogue; each is a blueprint of its own.

None of them asks who reads, and none changes anything: a guard of forms (CSRF) may pass
over all of them.
"""

from .catalogue import blueprint as catalogue
from .ckan import blueprint as ckan
from .oai import blueprint as oai

BLUEPRINTS = (catalogue, ckan, oai)
