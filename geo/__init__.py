"""Where is it? Names, the gazetteer, roads, addresses, plots and the locating ladder."""
