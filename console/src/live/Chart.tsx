import { useComputed } from "@preact/signals";
import { api, ApiProblem } from "../api";
import { Lines } from "../parts/Lines";
import { useAsked } from "../parts/polling";
import { Trouble } from "../parts/Trouble";
import { network, number } from "../words/names";
import { moment } from "../words/time";

/** What `/v1/cells/history` answers. */
interface Series {
  until: string;
  step_s: number;
  expected: (number | null)[];
  heard: (number | null)[];
}

const EVERY_S = 20;

/** The last hour of a cell, `PLACE/NETWORK/ACCESS`, or of an area. */
export function Chart({ cell, area }: { cell: string; area: string }) {
  const query = cell === "" ? `area=${encodeURIComponent(area)}` : `cell=${encodeURIComponent(cell)}`;
  const asked = useAsked(() => api.get<Series>(`/v1/cells/history?${query}`), EVERY_S, query);
  const shown = useComputed(() => asked.value.value && trimmed(asked.value.value));
  const series = shown.value;
  const title = cell === "" ? area : cellTitle(cell);
  const missing = asked.value.cause instanceof ApiProblem && asked.value.cause.status === 404;
  return (
    <section class="panel" aria-labelledby="chart-title">
      <h2 id="chart-title">Last hour: {title}</h2>
      {missing ? <p class="soft">Nothing of it is shown.</p> : <Trouble cause={asked.value.cause} />}
      {series !== undefined && <Picture title={title} series={series} />}
    </section>
  );
}

function Picture({ title, series }: { title: string; series: Drawn }) {
  const last = series.times.length - 1;
  const worst = worstOf(series);
  return (
    <>
      <Lines title={`Reports a minute of ${title} over the last hour, expected and heard`} times={series.times}
        lines={[
          { name: "most expected so far", style: "none-line", values: mostSoFar(series.expected) },
          { name: "expected", style: "expected", dashed: true, values: series.expected },
          { name: "heard", style: "heard", values: series.heard },
        ]} />
      <p class="soft">
        Who falls silent promises nothing more, so what is expected falls soon after what is heard. Now {number(series.heard[last] ?? 0)} of {number(series.expected[last] ?? 0)} expected.
        {worst !== undefined && ` Fewest at ${moment(worst.at * 1000, "UTC").slice(11, 16)} UTC: ${number(worst.heard)} of ${number(worst.expected)}.`}
      </p>
    </>
  );
}

function mostSoFar(values: (number | null)[]): (number | null)[] {
  let most: number | null = null;
  return values.map((value) => (most = value === null ? most : Math.max(most ?? 0, value)));
}

function cellTitle(cell: string): string {
  const [place = "", code = "", access = ""] = cell.split("/");
  return `${network(code)} ${access} in ${place}`;
}

interface Drawn {
  times: number[];
  expected: (number | null)[];
  heard: (number | null)[];
}

/** Without what lies before the first value. */
function trimmed(series: Series): Drawn {
  const first = Math.max(0, series.expected.findIndex((value) => value !== null));
  const end = Date.parse(series.until) / 1000;
  const times = series.expected.map((_, i) => end - (series.expected.length - 1 - i) * series.step_s);
  return { times: times.slice(first), expected: series.expected.slice(first), heard: series.heard.slice(first) };
}

function worstOf(series: Drawn): { at: number; heard: number; expected: number } | undefined {
  let worst: { at: number; heard: number; expected: number } | undefined;
  series.times.forEach((at, i) => {
    const expected = series.expected[i] ?? 0;
    const heard = series.heard[i] ?? 0;
    if (expected >= 1 && (worst === undefined || heard / expected < worst.heard / worst.expected)) {
      worst = { at, heard, expected };
    }
  });
  return worst;
}
