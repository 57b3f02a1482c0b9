/** A city that can be drawn on. */
export interface City {
  name: string;
  lat: number;
  lon: number;
}

/** Those that the service knows by name. */
export const CITIES: City[] = [
  { name: "Almaty", lat: 43.238, lon: 76.945 },
  { name: "Astana", lat: 51.129, lon: 71.43 },
  { name: "Shymkent", lat: 42.317, lon: 69.59 },
  { name: "Karaganda", lat: 49.807, lon: 73.088 },
  { name: "Aktobe", lat: 50.283, lon: 57.167 },
  { name: "Taraz", lat: 42.9, lon: 71.367 },
  { name: "Pavlodar", lat: 52.287, lon: 76.967 },
  { name: "Oskemen", lat: 49.948, lon: 82.615 },
  { name: "Semey", lat: 50.411, lon: 80.227 },
  { name: "Atyrau", lat: 47.107, lon: 51.914 },
  { name: "Kostanay", lat: 53.214, lon: 63.632 },
  { name: "Kyzylorda", lat: 44.853, lon: 65.509 },
  { name: "Oral", lat: 51.233, lon: 51.367 },
  { name: "Petropavl", lat: 54.873, lon: 69.15 },
  { name: "Aktau", lat: 43.652, lon: 51.158 },
  { name: "Temirtau", lat: 50.054, lon: 72.959 },
  { name: "Turkistan", lat: 43.302, lon: 68.27 },
  { name: "Kokshetau", lat: 53.285, lon: 69.388 },
  { name: "Taldykorgan", lat: 45.018, lon: 78.374 },
  { name: "Ekibastuz", lat: 51.724, lon: 75.323 },
  { name: "Rudny", lat: 52.96, lon: 63.12 },
  { name: "Zhanaozen", lat: 43.341, lon: 52.862 },
  { name: "Zhezkazgan", lat: 47.799, lon: 67.714 },
  { name: "Balkhash", lat: 46.844, lon: 74.98 },
  { name: "Konaev", lat: 43.867, lon: 77.063 },
];

/** The city next to a point. */
export function nearest(lat: number, lon: number): City {
  const far = (city: City) => Math.hypot(city.lat - lat, (city.lon - lon) * Math.cos((lat * Math.PI) / 180));
  return CITIES.reduce((best, city) => (far(city) < far(best) ? city : best));
}
