import type { ComponentChildren } from "preact";
import { link } from "../shell/route";
import { type Mood, Sign } from "../parts/Sign";
import { count, number } from "../words/names";
import { sum } from "./cells";
import type { Live } from "./board";
import { type Status, type Waiting } from "./status";

/** Behind by more than this the detector is not at its work. */
const LATE_S = 15;

interface Props {
  live: Live;
  status: Status | undefined;
  waiting: Waiting | undefined;
}

/** All that matters in one row: what is cut, and whether one could tell. */
export function Strip({ live, status, waiting }: Props) {
  const cells = sum(live.cells);
  return (
    <ul class="strip" aria-label="In short">
      <Tile title="Open incidents" mood={live.incidents.length > 0 ? "bad" : "ok"}
        lead={number(live.incidents.length)}>
        {live.incidents.filter((one) => one.certainty === "confirmed").length} confirmed
      </Tile>
      <Tile title="Cells" mood={cells.affected > 0 ? "bad" : cells.cells === 0 ? "none" : "ok"}
        lead={cells.affected > 0 ? `${number(cells.affected)} affected` : `${number(cells.cells - cells.unknown)} ok`}>
        {number(cells.unknown)} unknown of {number(cells.cells)}
      </Tile>
      <Tile title="Reports, last minute" mood={cells.expected === 0 ? "none" : cells.heard < 0.8 * cells.expected ? "warn" : "ok"}
        lead={number(cells.heard)}>
        of {number(cells.expected, 0)} expected
      </Tile>
      <Lag status={status} />
      <Blind status={status} />
      <Deliveries waiting={waiting} />
    </ul>
  );
}

function Lag({ status }: { status: Status | undefined }) {
  const lag = status?.lag_s ?? undefined;
  return (
    <Tile title="Detector lag" mood={lag === undefined ? "none" : lag > LATE_S ? "bad" : "ok"}
      lead={lag === undefined ? "unknown" : `${number(lag)} s`}>
      {status === undefined ? "not told" : `judged until ${status.until.slice(11, 19)} UTC`}
    </Tile>
  );
}

function Blind({ status }: { status: Status | undefined }) {
  const blind = status?.blind ?? [];
  return (
    <Tile title="Collectors" mood={status === undefined ? "none" : blind.length > 0 ? "bad" : "ok"}
      lead={status === undefined ? "unknown" : blind.length > 0 ? `${blind.length} blind` : `${status.collectors.length} seeing`}>
      {status === undefined ? "not told" : blind.length > 0 ? blind.join(", ") : "none blind"}
    </Tile>
  );
}

function Deliveries({ waiting }: { waiting: Waiting | undefined }) {
  const wrong = waiting !== undefined && (waiting.failed > 0 || waiting.inactive > 0);
  const mood: Mood = waiting === undefined ? "none" : wrong ? "bad" : waiting.retried > 0 ? "warn" : "ok";
  return (
    <Tile title={<a href={link("subscriptions")}>Deliveries</a>} mood={mood}
      lead={waiting === undefined ? "unknown" : `${number(waiting.waiting)} waiting`}>
      {waiting === undefined
        ? "not told"
        : `${number(waiting.retried)} failing, ${number(waiting.failed)} given up, ${count(waiting.inactive, "receiver")} off`}
    </Tile>
  );
}

interface TileProps {
  title: ComponentChildren;
  mood: Mood;
  lead: string;
  children: ComponentChildren;
}

function Tile({ title, mood, lead, children }: TileProps) {
  return (
    <li class={`tile ${mood}`}>
      <span class="soft">{title}</span>
      <strong><Sign mood={mood}>{lead}</Sign></strong>
      <small>{children}</small>
    </li>
  );
}
