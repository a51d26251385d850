"""The dataset (DCAT, ``dcat:Dataset``)."""

from .asset import Asset
from .fields import Text, about


class Dataset(Asset):
    dataset_version = Text(
        longest=40, metadata=about("Versión de los datos", "Data version")
    )
