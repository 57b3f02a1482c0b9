import { useSignal } from "@preact/signals";
import { api, type List } from "../api";
import { type Live, live, useLive } from "../live/board";
import { CellTable } from "../live/CellTable";
import { Chart } from "../live/Chart";
import { values } from "../live/cells";
import { Open } from "../live/Open";
import { Collectors, Probes } from "../live/Sources";
import { type Backlog, type Status, together } from "../live/status";
import { Strip } from "../live/Strip";
import { Sign } from "../parts/Sign";
import { useAsked } from "../parts/polling";
import { Trouble } from "../parts/Trouble";
import { clock } from "../words/time";
import type { Page } from "./page";

const STATUS_S = 5;
const DELIVERIES_S = 15;

/** What goes on now. */
export const livePage: Page = { name: "live", title: "Live", view: LivePage };

function LivePage() {
  useLive();
  const status = useAsked(() => api.get<Status>("/v1/status"), STATUS_S);
  const deliveries = useAsked(() => api.get<List<Backlog>>("/v1/deliveries"), DELIVERIES_S);
  const picked = useSignal("");
  const now = live.value;
  const told = status.value.value;
  const areas = values(now.cells, "area");
  const chosen = useSignal("");
  const area = chosen.value !== "" ? chosen.value : (now.incidents[0]?.area ?? areas[0] ?? "");
  return (
    <>
      <div class="title"><h1>Live</h1><Connection live={now} /></div>
      <Trouble cause={now.cause} />
      <Strip live={now} status={told} waiting={deliveries.value.value && together(deliveries.value.value.items)} />
      <Open incidents={now.incidents} />
      <div class="columns">
        <CellTable picked={picked.value} pick={(cell) => (picked.value = cell)} />
        <div>
          <label class="inline">Area{" "}
            <select value={area} onChange={(event) => {
              chosen.value = event.currentTarget.value;
              picked.value = "";
            }}>{areas.map((one) => <option value={one}>{one}</option>)}</select>
          </label>
          {(picked.value !== "" || areas.includes(area)) && <Chart cell={picked.value} area={area} />}
          {told === undefined ? <Trouble cause={status.value.cause} /> : <><Collectors status={told} /><Probes status={told} /></>}
        </div>
      </div>
    </>
  );
}

/** Whether what is shown is of now. */
function Connection({ live: now }: { live: Live }) {
  const since = clock(now.line.since, "UTC");
  return (
    <p role="status" class="connection">
      {now.line.state === "open" && <Sign mood="ok">Following since {since} UTC</Sign>}
      {now.line.state === "opening" && <Sign mood="none">Connecting…</Sign>}
      {now.line.state === "lost" && <Sign mood="bad">Connection lost: what you see is from {since} UTC. Trying again.</Sign>}
    </p>
  );
}
