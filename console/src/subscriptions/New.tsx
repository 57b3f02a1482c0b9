import { useSignal } from "@preact/signals";
import { api, ApiProblem, type List } from "../api";
import { useAsked } from "../parts/polling";
import { Trouble } from "../parts/Trouble";
import { link } from "../shell/route";
import { kind, kinds } from "../words/names";
import { CHANNELS, EVENTS } from "./channels";
import { body, type Draft, EMPTY, faultsByField } from "./draft";
import { Boxes, Input, Select } from "./fields";
import { type Issued, Secret } from "./Secret";
import { type Subscription, target } from "./subscription";

type Change = (part: Partial<Draft>) => void;
interface Part {
  draft: Draft;
  change: Change;
  faults: Map<string, string>;
}

/** Makes a subscription, with every field of its channel that the contract has. */
export function New() {
  const draft = useSignal<Draft>(EMPTY);
  const cause = useSignal<unknown>(undefined);
  const issued = useSignal<Issued | undefined>(undefined);
  const busy = useSignal(false);
  const change: Change = (part) => (draft.value = { ...draft.value, ...part });

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    busy.value = true;
    try {
      issued.value = await api.post<Issued>("/v1/subscriptions", body(draft.value));
      cause.value = undefined;
    } catch (problem) {
      cause.value = problem;
    }
    busy.value = false;
  }

  const made = issued.value;
  if (made !== undefined) {
    return (
      <>
        <h1>Subscribed</h1>
        <p role="status">The subscription <span class="mono">{made.id}</span> gets what is published from now on.</p>
        <Secret issued={made} close={() => (issued.value = { ...made, secret: null })} />
        <p class="buttons"><a class="button" href={link("subscriptions", made.id)}>See it and send a test message</a></p>
      </>
    );
  }
  const faults = faultsByField(cause.value instanceof ApiProblem ? cause.value.errors : []);
  const part: Part = { draft: draft.value, change, faults };
  return (
    <>
      <p class="up"><a href={link("subscriptions")}>← All subscriptions</a></p>
      <h1>New subscription</h1>
      <form class="sheet" onSubmit={(event) => void submit(event)}>
        <Receiver {...part} />
        <Wishes {...part} />
        <Manner {...part} />
        <Trouble cause={cause.value} />
        <button type="submit" class="primary" disabled={busy}>{busy.value ? "Asking…" : "Subscribe"}</button>
      </form>
    </>
  );
}

function Receiver({ draft, change, faults }: Part) {
  return (
    <fieldset>
      <legend>Receiver</legend>
      <Select title="Channel" value={draft.channel} set={(channel) => change({ channel, address: {} })}
        words={Object.keys(CHANNELS)} say={(word) => CHANNELS[word]?.title ?? word} fault={faults.get("channel")} />
      {(CHANNELS[draft.channel]?.fields ?? []).map((field) => (
        <Input key={`${draft.channel} ${field.name}`} field={field} value={draft.address[field.name] ?? ""}
          set={(value) => change({ address: { ...draft.address, [field.name]: value } })} fault={faults.get(field.name)} />
      ))}
    </fieldset>
  );
}

function Wishes({ draft, change, faults }: Part) {
  return (
    <fieldset>
      <legend>What it wants to hear of</legend>
      <Boxes title="Events" words={EVENTS} chosen={draft.events} set={(events) => change({ events })} fault={faults.get("events")} />
      <Boxes title="Kinds, all where none is marked" words={kinds} say={kind} chosen={draft.kinds} set={(marked) => change({ kinds: marked })}
        fault={faults.get("filter.kinds")} />
      <Input field={{ name: "areas", title: "Areas", type: "text", hint: "names or codes, such as Almaty, KZ-75; empty is everywhere" }}
        value={draft.areas} set={(areas) => change({ areas })} fault={faults.get("filter.areas")} />
      <Input field={{ name: "networks", title: "Networks", type: "text", hint: "such as 401-01, AS9198; empty is all" }}
        value={draft.networks} set={(networks) => change({ networks })} fault={faults.get("filter.networks")} />
      <Select title="Certainty" value={draft.certainty} set={(certainty) => change({ certainty })} words={["suspected", "confirmed"]}
        say={(word) => (word === "suspected" ? "as soon as suspected" : "confirmed only")} fault={faults.get("filter.certainty")} />
      <Input field={{ name: "min_confidence", title: "Least confidence", type: "number", hint: "0 to 1" }}
        value={draft.minConfidence} set={(minConfidence) => change({ minConfidence })} fault={faults.get("filter.min_confidence")} />
    </fieldset>
  );
}

function Manner({ draft, change, faults }: Part) {
  const others = useAsked(() => api.get<List<Subscription>>("/v1/subscriptions"), 0);
  const known = new Map((others.value.value?.items ?? []).map((one) => [one.id, `${one.channel} ${target(one)}`]));
  const hours = { type: "text", hint: "such as 23:00" } as const;
  return (
    <fieldset>
      <legend>How</legend>
      <Select title="Language" value={draft.language} set={(language) => change({ language })} words={["en", "ru", "kk"]}
        say={(word) => ({ en: "English", ru: "Russian", kk: "Kazakh" })[word] ?? word} fault={faults.get("language")} />
      <div class="side">
        <Input field={{ ...hours, name: "quiet_from", title: "Quiet from" }} value={draft.quietFrom}
          set={(quietFrom) => change({ quietFrom })} fault={faults.get("quiet_hours.from")} />
        <Input field={{ ...hours, name: "quiet_until", title: "Quiet until" }} value={draft.quietUntil}
          set={(quietUntil) => change({ quietUntil })} fault={faults.get("quiet_hours.until")} />
        <Input field={{ name: "quiet_zone", title: "Time zone", type: "text" }} value={draft.quietZone}
          set={(quietZone) => change({ quietZone })} fault={faults.get("quiet_hours.zone")} />
      </div>
      {draft.channel === "webhook" && (
        <Select title="Signature" value={draft.signature} set={(signature) => change({ signature })} words={["v1", "v1a"]}
          say={(word) => (word === "v1" ? "v1, by a shared secret" : "v1a, by a public key")} fault={faults.get("signature")} />
      )}
      <Input field={{ name: "heartbeat_s", title: "Sign of life after so many seconds", type: "number", hint: "3600 is an hour; empty is none" }}
        value={draft.heartbeat} set={(heartbeat) => change({ heartbeat })} fault={faults.get("heartbeat_s")} />
      <Select title="Told when this one is given up" value={draft.fallback} set={(fallback) => change({ fallback })}
        words={["", ...known.keys()]} say={(id) => known.get(id) ?? "nobody"} fault={faults.get("fallback")} />
    </fieldset>
  );
}
