// GCJ-02, in which Amap draws: WGS-84 moved by some hundred metres, by the published formula, as in
// geo/datum_offsets.py, from which box and ellipsoid come with the page. As a Leaflet projection it
// shifts everything on the map together, while every position that the page knows stays WGS-84.

(function (Z) {
  const { box: [WEST, SOUTH, EAST, NORTH], a: AXIS, e2: ECCENTRICITY_2 } = Z.data.basemaps.gcj02;
  const BEYOND_DEG = 0.1;
  const NEAR_DEG = 1e-12;
  const ROUNDING_DEG = 1e-11;
  const { PI, sin, cos, sqrt, abs, max } = Math;

  const inside = (lng, lat, beyond) => lng >= WEST - beyond && lng <= EAST + beyond && lat >= SOUTH - beyond && lat <= NORTH + beyond;
  const wave = (x, size, period) => size * sin((PI * x) / period);

  // The published formula, wherever it is asked: [lng, lat] → [lng, lat].
  function formula(lng, lat) {
    const x = lng - 105;
    const y = lat - 35;
    const root = 0.2 * sqrt(abs(x));
    const short = wave(x, 20, 1 / 6) + wave(x, 20, 1 / 2);
    const northward = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + root
      + (2 / 3) * (short + wave(y, 20, 1) + wave(y, 40, 3) + wave(y, 160, 12) + wave(y, 320, 30));
    const eastward = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.5 * root
      + (2 / 3) * (short + wave(x, 20, 1) + wave(x, 40, 3) + wave(x, 150, 12) + wave(x, 300, 30));
    const phi = (lat * PI) / 180;
    const flat = 1 - ECCENTRICITY_2 * sin(phi) ** 2;
    const along = (AXIS * (1 - ECCENTRICITY_2)) / flat ** 1.5;
    const across = (AXIS / sqrt(flat)) * cos(phi);
    return [lng + ((eastward / across) * 180) / PI, lat + ((northward / along) * 180) / PI];
  }

  // Outside the box GCJ-02 is WGS-84.
  Z.toGcj02 = ({ lat, lng }) => {
    const [x, y] = inside(lng, lat, 0) ? formula(lng, lat) : [lng, lat];
    return L.latLng(y, x);
  };

  // By fixed point: each round leaves at most a fiftieth of the error.
  Z.fromGcj02 = ({ lat, lng }) => {
    if (!inside(lng, lat, BEYOND_DEG)) return L.latLng(lat, lng);
    let x = lng;
    let y = lat;
    for (let round = 0; round < 20; round += 1) {
      const [thereX, thereY] = formula(x, y);
      x += lng - thereX;
      y += lat - thereY;
      if (max(abs(lng - thereX), abs(lat - thereY)) < NEAR_DEG) break;
    }
    return inside(x, y, ROUNDING_DEG) ? L.latLng(y, x) : L.latLng(lat, lng);
  };

  const { SphericalMercator } = L.Projection;
  Z.gcj02 = L.extend({}, L.CRS.EPSG3857, {
    code: "GCJ-02",
    projection: {
      bounds: SphericalMercator.bounds,
      project: (latlng) => SphericalMercator.project(Z.toGcj02(latlng)),
      unproject: (point) => Z.fromGcj02(SphericalMercator.unproject(point)),
    },
  });
})(Zonemap);
