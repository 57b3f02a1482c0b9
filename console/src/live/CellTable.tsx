import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Mood, Sign } from "../parts/Sign";
import { network, number, percent } from "../words/names";
import { type Cell, chosen, type Column, EVERYTHING, kept, name, ofUsual, values, type Wish } from "./cells";
import { live } from "./board";
import { Filters } from "./Filters";
import { visible } from "./virtual";

/** As the stylesheet has it. */
const ROW = 32;
const HEIGHT = 544;

const COLUMNS: { by: Column; title: string; number?: boolean }[] = [
  { by: "state", title: "State" },
  { by: "area", title: "Area and cell" },
  { by: "network", title: "Network" },
  { by: "expected", title: "Expected", number: true },
  { by: "heard", title: "Heard", number: true },
  { by: "kept", title: "Kept", number: true },
];

const MOODS: Record<Cell["state"], Mood> = { ok: "ok", affected: "bad", unknown: "none" };

/** Every cell, however many there are: only the rows that can be seen are drawn. */
export function CellTable({ picked, pick }: { picked: string; pick: (cell: string) => void }) {
  const wish = useSignal<Wish>(EVERYTHING);
  const order = useSignal<{ by: Column; backwards: boolean }>({ by: "state", backwards: false });
  const scroll = useSignal(0);
  const box = useRef<HTMLDivElement>(null);
  const rows = useComputed(() => chosen(live.value.cells, wish.value, order.value.by, order.value.backwards));
  const areas = useComputed(() => values(live.value.cells, "area"));
  const networks = useComputed(() => values(live.value.cells, "network"));
  useEffect(() => {
    box.current?.scrollTo(0, 0);
  }, [wish.value, order.value]);

  const all = rows.value;
  const { first, end, above, below } = visible(all.length, ROW, scroll.value, HEIGHT);
  return (
    <section aria-labelledby="cells-title">
      <h2 id="cells-title">Cells <small>{number(all.length)} of {number(live.value.cells.length)}, reports of the last minute</small></h2>
      <Filters wish={wish} areas={areas.value} networks={networks.value} />
      <div class="cells" ref={box} role="region" aria-label="Table of cells" tabIndex={0}
        onScroll={() => (scroll.value = box.current?.scrollTop ?? 0)}>
        <table aria-rowcount={all.length + 1}>
          <thead><tr aria-rowindex={1}>{COLUMNS.map((one) => (
            <Head column={one} here={order.value.by === one.by} backwards={order.value.backwards}
              turn={() => (order.value = { by: one.by, backwards: order.value.by === one.by && !order.value.backwards })} />
          ))}</tr></thead>
          <tbody>
            {above > 0 && <tr aria-hidden="true" style={{ height: `${above}px` }} />}
            {all.slice(first, end).map((cell, i) => (
              <Row key={name(cell)} cell={cell} index={first + i + 2} here={picked === name(cell)} pick={pick} />
            ))}
            {below > 0 && <tr aria-hidden="true" style={{ height: `${below}px` }} />}
          </tbody>
        </table>
        {all.length === 0 && <p class="soft empty">No cell with enough probes to be shown fits.</p>}
      </div>
    </section>
  );
}

function Head(props: { column: (typeof COLUMNS)[number]; here: boolean; backwards: boolean; turn: () => void }) {
  const { column, here, backwards, turn } = props;
  return (
    <th scope="col" class={column.number === true ? "number" : undefined}
      aria-sort={here ? (backwards ? "descending" : "ascending") : undefined}>
      <button type="button" class="head" onClick={turn}>
        {column.title}<span aria-hidden="true">{here ? (backwards ? " ▴" : " ▾") : ""}</span>
      </button>
    </th>
  );
}

function Row({ cell, index, here, pick }: { cell: Cell; index: number; here: boolean; pick: (cell: string) => void }) {
  const share = kept(cell);
  const low = cell.expected >= 1 && share < 0.8;
  const usual = ofUsual(cell);
  const gone = cell.probes_band === "" ? "nobody heard for 20 minutes" : undefined;
  return (
    <tr aria-rowindex={index} class={here ? "picked" : undefined}>
      <td><Sign mood={MOODS[cell.state]}>{cell.state}</Sign></td>
      <td>
        <button type="button" class="cell" aria-pressed={here} onClick={() => pick(here ? "" : name(cell))}>
          {cell.area} <span class="mono soft">{cell.place}</span>
        </button>
      </td>
      <td>{network(cell.network)} <span class="soft">{cell.access}</span></td>
      {usual !== undefined || gone !== undefined ? (
        <td colSpan={3} class={usual === undefined ? "soft gone" : "number low"}>{usual ?? gone}{usual !== undefined && gone !== undefined && ", 20 minutes long"}</td>
      ) : (
        <>
          <td class="number">{cell.expected.toFixed(1)}</td>
          <td class="number">{number(cell.heard)}</td>
          <td class={low ? "number low" : "number"}>{cell.expected < 0.05 ? "–" : percent(share)}</td>
        </>
      )}
    </tr>
  );
}
