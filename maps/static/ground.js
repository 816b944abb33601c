// Lengths and areas on the ground, from positions.

(function (Z) {
  // WGS-84. Within a city one segment is short against the earth, so the metric at its middle latitude
  // (radii of curvature of the meridian and of the parallel) is right to a millionth; no geodesic is
  // needed. Everything works on positions, never on pixels.
  const AXIS = 6378137;
  const E2 = 0.00669437999014;

  // Metres in one degree to the north and to the east.
  Z.metric = function (lat) {
    const radian = Math.PI / 180;
    const w = 1 - E2 * Math.sin(lat * radian) ** 2;
    return { north: (AXIS * (1 - E2)) / w ** 1.5 * radian, east: (AXIS / Math.sqrt(w)) * Math.cos(lat * radian) * radian };
  };

  Z.distance = function (a, b) {
    const { north, east } = Z.metric((a.lat + b.lat) / 2);
    return Math.hypot((b.lat - a.lat) * north, (b.lng - a.lng) * east);
  };

  // The strips between each edge and the meridian of the first corner, with their sign.
  Z.area = function (corners) {
    let sum = 0;
    corners.forEach((a, i) => {
      const b = corners[(i + 1) % corners.length];
      const { north, east } = Z.metric((a.lat + b.lat) / 2);
      sum += ((a.lng + b.lng) / 2 - corners[0].lng) * east * (b.lat - a.lat) * north;
    });
    return Math.abs(sum);
  };

  // Do two edges of the ring cross? Then its area means nothing.
  Z.crossesItself = function (corners) {
    const side = (a, b, c) => Math.sign((b.lng - a.lng) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lng - a.lng));
    const edge = (i) => [corners[i], corners[(i + 1) % corners.length]];
    return corners.some((_, i) => corners.some((__, j) => {
      if (j < i + 2 || (i === 0 && j === corners.length - 1)) return false; // the same or a neighbour
      const [[a, b], [c, d]] = [edge(i), edge(j)];
      return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }));
  };
})(Zonemap);
