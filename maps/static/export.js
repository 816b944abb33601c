// What is shown, as GeoJSON or CSV.
