import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { CircleMap } from "../map/CircleMap";
import { Trouble } from "../parts/Trouble";
import { Input, Select } from "../subscriptions/fields";
import { minute } from "../words/time";
import { circle, circleOf, type Draft, draft, EMPTY, type Faults, faults, type Rally, rally, utc } from "./rally";

interface Props {
  /** Undefined where it is new. */
  of: Rally | undefined;
  known: Rally[];
  /** Keeps it, with a reason. */
  keep: (rally: Rally, why: string) => Promise<void>;
  close: () => void;
}

/** One rally: what, when by the clocks of the country, and where. */
export function Edit({ of, known, keep, close }: Props) {
  const typed = useSignal<Draft>(of === undefined ? EMPTY : draft(of));
  const why = useSignal("");
  const cause = useSignal<unknown>(undefined);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const wrong: Faults = tried.value ? faults(typed.value) : {};
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => sheet.current?.querySelector("input")?.focus(), []);
  const change = (part: Partial<Draft>) => (typed.value = { ...typed.value, ...part });

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    tried.value = true;
    if (Object.keys(faults(typed.value)).length > 0 || why.value.trim() === "") {
      return;
    }
    busy.value = true;
    try {
      await keep(rally(typed.value, known.map((one) => one.id)), why.value.trim());
      close();
    } catch (problem) {
      cause.value = problem;
    }
    busy.value = false;
  }

  const others = known.filter((one) => one.id !== of?.id).flatMap((one) => circleOf(one) ?? []);
  return (
    <section class="panel" aria-labelledby="edit-title" ref={sheet}>
      <h2 id="edit-title">{of === undefined ? "New rally" : `Rally ${of.title === "" ? of.id : of.title}`}</h2>
      <form class="two" onSubmit={(event) => void submit(event)} noValidate>
        <div>
          <Input field={{ name: "title", title: "Title", type: "text", hint: "for on-call; the public sees only the id" }}
            value={typed.value.title} set={(title) => change({ title })} fault={wrong.title} />
          <div class="side">
            <When title="From" value={typed.value.from} set={(from) => change({ from })} fault={wrong.from} />
            <When title="Until" value={typed.value.until} set={(until) => change({ until })} fault={wrong.until} />
          </div>
          <Select title="Area" value={typed.value.by} set={(by) => change({ by: by as Draft["by"] })} words={["circle", "places"]}
            say={(word) => (word === "circle" ? "a circle" : "places by code")} fault={undefined} />
          {typed.value.by === "circle" ? <Numbers typed={typed.value} change={change} wrong={wrong} /> : (
            <Input field={{ name: "places", title: "Places", type: "lines", hint: "H3 indexes of resolution 5 to 8, or ISO codes that probes report, such as KZ-47" }}
              value={typed.value.places} set={(places) => change({ places })} fault={wrong.places} />
          )}
          <Input field={{ name: "why", title: "Reason of the change", type: "text", required: true, hint: "kept in the history" }}
            value={why.value} set={(reason) => (why.value = reason)} fault={tried.value && why.value.trim() === "" ? "Say why." : undefined} />
          <Trouble cause={cause.value} />
          <p class="buttons">
            <button type="submit" class="primary" disabled={busy.value}>{busy.value ? "Keeping…" : "Keep the rally"}</button>
            <button type="button" onClick={close}>Leave it</button>
          </p>
        </div>
        {typed.value.by === "circle" && (
          <CircleMap circle={circle(typed.value)} others={others}
            set={(drawn) => change({ lat: String(drawn.lat), lon: String(drawn.lon), radius: String(drawn.radius_m) })} />
        )}
      </form>
    </section>
  );
}

/** A time by the clocks of the country, with UTC beside it. */
function When({ title, value, set, fault }: { title: string; value: string; set: (value: string) => void; fault: string | undefined }) {
  const time = utc(value);
  const id = `when-${title.toLowerCase()}`;
  return (
    <div class="field">
      <label for={id}>{title}, Almaty time</label>
      <input id={id} type="datetime-local" value={value} aria-describedby={`${id}-utc`} aria-invalid={fault !== undefined}
        onInput={(event) => set(event.currentTarget.value)} />
      <small id={`${id}-utc`}>{time === undefined ? "UTC –" : `${minute(time)} UTC`}</small>
      {fault !== undefined && <strong class="against">{fault}</strong>}
    </div>
  );
}

function Numbers({ typed, change, wrong }: { typed: Draft; change: (part: Partial<Draft>) => void; wrong: Faults }) {
  return (
    <div class="side">
      <Input field={{ name: "lat", title: "Latitude", type: "number", hint: "degrees north" }} value={typed.lat}
        set={(lat) => change({ lat })} fault={wrong.lat} />
      <Input field={{ name: "lon", title: "Longitude", type: "number", hint: "degrees east" }} value={typed.lon}
        set={(lon) => change({ lon })} fault={wrong.lon} />
      <Input field={{ name: "radius", title: "Radius", type: "number", hint: "metres" }} value={typed.radius}
        set={(radius) => change({ radius })} fault={wrong.radius} />
    </div>
  );
}
