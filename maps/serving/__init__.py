"""A folder of results on the network: OGC API Features by pygeoapi, the map pages, downloads."""
