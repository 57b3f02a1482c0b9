import almaty from "./almaty.txt";
import astana from "./astana.txt";
import country from "./country.txt";
import { ALMATY, ASTANA, COUNTRY, type Sheet } from "./sheet";

/** The path of a region or a district. */
export interface Outline {
  code: string;
  path: string;
  /** Of a district, in English. */
  name: string;
  sign: { x: number; y: number };
}

export function parse(text: string): Outline[] {
  return text.split("\n").filter((line) => line !== "").map((line) => {
    const [code = "", sign = "0 0", path = "", name = ""] = line.split("\t");
    const [x = 0, y = 0] = sign.split(" ").map(Number);
    return { code, path, name, sign: { x, y } };
  });
}

const KNOWN = new Map<Sheet, Outline[]>([[COUNTRY, parse(country)], [ALMATY, parse(almaty)], [ASTANA, parse(astana)]]);

/** What is drawn on a sheet; around most cities nothing is. */
export function on(sheet: Sheet): Outline[] {
  return KNOWN.get(sheet) ?? [];
}
