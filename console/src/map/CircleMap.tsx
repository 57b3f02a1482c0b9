import { useSignal } from "@preact/signals";
import { useId, useMemo, useRef } from "preact/hooks";
import { CITIES, nearest } from "./cities";
import { on } from "./outlines";
import { COUNTRY, metres, moved, ofCity, round, type Sheet, type Spot } from "./sheet";

/** A circle on the earth. */
export interface Circle extends Spot {
  radius_m: number;
}

interface Props {
  circle: Circle | undefined;
  set: (circle: Circle) => void;
  /** Drawn faintly, for comparison. */
  others?: Circle[];
}

const LEAST_M = 100;
const MOST_M = 500_000;
const STEP = 1 / 60;
const GROWTH = 1.25;

/**
 * A map on which a circle is drawn: press at its middle, drag to its edge. With the keyboard the arrows move it, plus and
 * minus change its size; who wants neither types numbers beside it.
 */
export function CircleMap({ circle, set, others = [] }: Props) {
  const chosen = useSignal(circle === undefined ? "" : nearest(circle.lat, circle.lon).name);
  const city = CITIES.find((one) => one.name === chosen.value);
  const sheet = useMemo(() => (city === undefined ? COUNTRY : ofCity(city)), [city]);
  const picture = useRef<SVGSVGElement>(null);
  const middle = useRef<Spot | undefined>(undefined);
  const id = useId();

  const spot = (event: PointerEvent): Spot => {
    const box = picture.current?.getBoundingClientRect() ?? new DOMRect();
    return sheet.spot({
      x: ((event.clientX - box.left) / box.width) * sheet.width,
      y: ((event.clientY - box.top) / box.height) * sheet.height,
    });
  };
  const begin = (event: PointerEvent) => {
    event.preventDefault();
    picture.current?.focus();
    picture.current?.setPointerCapture(event.pointerId);
    middle.current = spot(event);
    set(circleAt(middle.current, circle?.radius_m ?? 2000));
  };
  const drag = (event: PointerEvent) => {
    if (middle.current !== undefined) {
      const far = metres(middle.current, spot(event));
      if (far >= 4 * sheet.metres) {
        set(circleAt(middle.current, far));
      }
    }
  };
  const press = (event: KeyboardEvent) => {
    const changed = byKey(event.key, circle ?? circleAt(sheet.spot({ x: sheet.width / 2, y: sheet.height / 2 }), 2000), sheet);
    if (changed !== undefined) {
      event.preventDefault();
      set(changed);
    }
  };

  return (
    <figure class="circle-map">
      <div class="field">
        <label for={`${id}-city`}>Map of</label>
        <select id={`${id}-city`} value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value)}>
          <option value="">Kazakhstan</option>
          {CITIES.map((one) => <option value={one.name}>{one.name}</option>)}
        </select>
      </div>
      <svg ref={picture} viewBox={`0 0 ${sheet.width} ${sheet.height}`} tabindex={0} role="application"
        aria-label={`Map of ${city?.name ?? "Kazakhstan"}. The arrows move the circle, plus and minus change its radius.`}
        aria-describedby={`${id}-help`} onPointerDown={begin} onPointerMove={drag}
        onPointerUp={() => (middle.current = undefined)} onPointerCancel={() => (middle.current = undefined)} onKeyDown={press}>
        <rect class="ground" width={sheet.width} height={sheet.height} />
        {on(sheet).map((one) => <path class="land" d={one.path}><title>{one.name === "" ? one.code : one.name}</title></path>)}
        <g class="names" aria-hidden="true">{on(sheet).filter((one) => one.name !== "").map((one) => <text x={one.sign.x} y={one.sign.y}>{one.name}</text>)}</g>
        <Cities sheet={sheet} />
        {others.map((one) => <Drawn circle={one} sheet={sheet} class="other" />)}
        {circle !== undefined && <Drawn circle={circle} sheet={sheet} class="drawn" />}
        <Scale sheet={sheet} />
      </svg>
      <figcaption id={`${id}-help`}>
        Press at the middle and drag to the edge; choose a city first for a circle of a few streets. Keyboard: arrows, + and −.
        <small>Boundaries: <a href="https://github.com/arodionoff/geokz" rel="noreferrer">geokz</a>, CC BY 4.0, thinned.</small>
      </figcaption>
    </figure>
  );
}

/** What a key makes of a circle; undefined where it means nothing. */
export function byKey(key: string, circle: Circle, sheet: Sheet): Circle | undefined {
  const step = sheet.width * STEP * sheet.metres;
  const moves: Record<string, [number, number]> = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const move = moves[key];
  if (move !== undefined) {
    return circleAt(moved(circle, move[0] * step, move[1] * step), circle.radius_m);
  }
  if (key === "+" || key === "=") {
    return circleAt(circle, circle.radius_m * GROWTH);
  }
  return key === "-" ? circleAt(circle, circle.radius_m / GROWTH) : undefined;
}

/** To a metre or so, as people would write it. */
export function circleAt(spot: Spot, radius: number): Circle {
  const digits = (value: number) => Math.round(value * 1e5) / 1e5;
  const near = radius < 10_000 ? 10 : 100;
  return {
    lat: digits(spot.lat),
    lon: digits(spot.lon),
    radius_m: Math.max(LEAST_M, Math.min(MOST_M, Math.round(radius / near) * near)),
  };
}

function Drawn({ circle, sheet, class: kind }: { circle: Circle; sheet: Sheet; class: string }) {
  const { x, y } = sheet.dot(circle);
  return (
    <g class={kind}>
      <circle cx={x} cy={y} r={Math.max(3, circle.radius_m / sheet.metres)} />
      <path d={`M${x - 6} ${y}h12M${x} ${y - 6}v12`} />
    </g>
  );
}

function Cities({ sheet }: { sheet: Sheet }) {
  const size = sheet === COUNTRY ? 3.5 : 4;
  return (
    <g class="cities" aria-hidden="true">
      {CITIES.filter((city) => sheet.shows(city)).map((city) => {
        const { x, y } = sheet.dot(city);
        const left = x > sheet.width * 0.88;
        return (
          <>
            <circle cx={x} cy={y} r={size} />
            <text x={left ? x - 8 : x + 8} y={y + 5} text-anchor={left ? "end" : "start"}>{city.name}</text>
          </>
        );
      })}
    </g>
  );
}

function Scale({ sheet }: { sheet: Sheet }) {
  const length = round((sheet.width / 4) * sheet.metres);
  const units = length / sheet.metres;
  const y = sheet.height - 16;
  return (
    <g class="scale" aria-hidden="true">
      <path d={`M16 ${y - 6}v6h${units}v-6`} />
      <text x={22 + units} y={y}>{length >= 1000 ? `${length / 1000} km` : `${length} m`}</text>
    </g>
  );
}
