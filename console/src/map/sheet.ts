import type { City } from "./cities";

/** Degrees. */
export interface Spot {
  lat: number;
  lon: number;
}

/** Units of a sheet, from its upper left corner. */
export interface Dot {
  x: number;
  y: number;
}

/** How a sheet of the public page is drawn; the same there, in Java. */
interface Plan {
  width: number;
  height: number;
  middle: Spot;
  /** Where the middle comes to. */
  at: Dot;
  /** The parallels that are true to scale. */
  south: number;
  north: number;
  /** Units for a radian of the earth. */
  scale: number;
}

export const EARTH_M = 6_371_007;
const RADIAN = Math.PI / 180;

/**
 * A map in Albers' conic projection, which keeps areas (J. P. Snyder, "Map Projections: A Working Manual", 1987, page 98,
 * for a sphere).
 */
export class Sheet {
  readonly width: number;
  readonly height: number;
  /** Metres that a unit is long. */
  readonly metres: number;
  private readonly cone: number;
  private readonly constant: number;
  private readonly radius: number;

  constructor(private readonly plan: Plan) {
    this.width = plan.width;
    this.height = plan.height;
    this.metres = EARTH_M / plan.scale;
    const sine = Math.sin(plan.south * RADIAN);
    this.cone = (sine + Math.sin(plan.north * RADIAN)) / 2;
    this.constant = Math.cos(plan.south * RADIAN) ** 2 + 2 * this.cone * sine;
    this.radius = this.distance(plan.middle.lat);
  }

  private distance(lat: number): number {
    return Math.sqrt(this.constant - 2 * this.cone * Math.sin(lat * RADIAN)) / this.cone;
  }

  /** Where a point of the earth lies on it, or beside it. */
  dot({ lat, lon }: Spot): Dot {
    const angle = this.cone * (lon - this.plan.middle.lon) * RADIAN;
    const far = this.distance(lat);
    return {
      x: this.plan.at.x + this.plan.scale * far * Math.sin(angle),
      y: this.plan.at.y + this.plan.scale * (far * Math.cos(angle) - this.radius),
    };
  }

  /** The point of the earth that lies there. */
  spot({ x, y }: Dot): Spot {
    const east = (x - this.plan.at.x) / this.plan.scale;
    const south = (y - this.plan.at.y) / this.plan.scale + this.radius;
    const far = Math.hypot(east, south) * this.cone;
    return {
      lat: Math.asin((this.constant - far * far) / (2 * this.cone)) / RADIAN,
      lon: this.plan.middle.lon + Math.atan2(east, south) / this.cone / RADIAN,
    };
  }

  shows(spot: Spot): boolean {
    const { x, y } = this.dot(spot);
    return x >= 0 && x <= this.width && y >= 0 && y <= this.height;
  }
}

export const COUNTRY = new Sheet({
  width: 1200, height: 690, middle: { lat: 48, lon: 67 }, at: { x: 610, y: 347 }, south: 43.5, north: 52.5, scale: 2550,
});
export const ALMATY = new Sheet({
  width: 600, height: 520, middle: { lat: 43.265, lon: 76.935 }, at: { x: 300, y: 270 }, south: 43.1, north: 43.4, scale: 95_000,
});
export const ASTANA = new Sheet({
  width: 600, height: 520, middle: { lat: 51.135, lon: 71.44 }, at: { x: 300, y: 260 }, south: 51, north: 51.3, scale: 80_000,
});

/** A city and what is around it. */
export function ofCity(city: City): Sheet {
  if (city.name === "Almaty") {
    return ALMATY;
  }
  if (city.name === "Astana") {
    return ASTANA;
  }
  return new Sheet({
    width: 600, height: 520, middle: city, at: { x: 300, y: 260 }, south: city.lat - 0.15, north: city.lat + 0.15, scale: 95_000,
  });
}

/** Metres between two points, by the great circle. */
export function metres(one: Spot, other: Spot): number {
  const half = (from: number, to: number) => Math.sin(((to - from) * RADIAN) / 2) ** 2;
  const chord = half(one.lat, other.lat) + Math.cos(one.lat * RADIAN) * Math.cos(other.lat * RADIAN) * half(one.lon, other.lon);
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** The point that lies so many metres east and north of another one. */
export function moved(from: Spot, east: number, north: number): Spot {
  return {
    lat: from.lat + north / EARTH_M / RADIAN,
    lon: from.lon + east / (EARTH_M * Math.cos(from.lat * RADIAN)) / RADIAN,
  };
}

/** A round length for a scale: 1, 2 or 5 with zeros, at most `most` metres. */
export function round(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const digit = most / power;
  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}
