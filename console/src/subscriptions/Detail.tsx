import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../api";
import { Sign } from "../parts/Sign";
import { Time } from "../parts/Time";
import { Trouble } from "../parts/Trouble";
import { go, link } from "../shell/route";
import { CHANNELS } from "./channels";
import { Deliveries } from "./Deliveries";
import { Explain } from "./Explain";
import { type Issued, Secret } from "./Secret";
import { shown, standing, type Subscription, target, wish } from "./subscription";

/** One subscription: what it wants, what can be done with it, and what became of its messages. */
export function Detail({ id }: { id: string }) {
  const path = `/v1/subscriptions/${encodeURIComponent(id)}`;
  const subscription = useSignal<Subscription | undefined>(undefined);
  const issued = useSignal<Issued | undefined>(undefined);
  const cause = useSignal<unknown>(undefined);
  const said = useSignal("");
  const busy = useSignal(false);
  const deliveries = useSignal(0);

  useEffect(() => {
    void act("", load);
  }, [id]);

  async function load(): Promise<void> {
    subscription.value = await api.get<Subscription>(path);
  }
  async function act(word: string, change: () => Promise<void>): Promise<void> {
    busy.value = true;
    said.value = "";
    try {
      await change();
      cause.value = undefined;
      said.value = word;
    } catch (problem) {
      cause.value = problem;
    }
    busy.value = false;
    deliveries.value++;
  }
  const test = () => act("A test message is on its way: see below what becomes of it.", async () => {
    await api.post(`${path}/test`);
  });
  const enable = () => act("Messages are sent to it again from now on.", async () => {
    subscription.value = await api.post<Subscription>(`${path}/enable`);
  });
  const rotate = () => act("It has a new secret; the old one signs along for a day.", async () => {
    issued.value = await api.post<Issued>(`${path}/rotate`);
  });
  const remove = () => act("", async () => {
    await api.del(path);
    go(link("subscriptions"));
  });

  const one = subscription.value;
  return (
    <>
      <p class="up"><a href={link("subscriptions")}>← All subscriptions</a></p>
      <Trouble cause={cause.value} />
      {one !== undefined && (
        <>
          <h1>{CHANNELS[one.channel]?.title ?? one.channel} <span class="mono soft">{target(one)}</span></h1>
          <p class="badges">
            <Sign mood={standing[one.state]}>{one.state}</Sign>
            {one.state_reason !== null && <span>{one.state_reason}</span>}
            <span class="soft">since <Time at={one.state_since} /></span>
            <span class="mono soft">{one.id}</span>
          </p>
          <p class="buttons">
            <button type="button" disabled={busy.value || one.state !== "active"} onClick={() => void test()}>Send a test message</button>
            {one.state !== "active" && <button type="button" disabled={busy} onClick={() => void enable()}>Enable</button>}
            {one.channel === "webhook" && one.signature !== "v1a" && <button type="button" disabled={busy} onClick={() => void rotate()}>Make a new secret</button>}
            <Delete busy={busy.value} remove={() => void remove()} />
          </p>
          <p role="status">{said}</p>
          {issued.value !== undefined && <Secret issued={issued.value} close={() => (issued.value = undefined)} />}
          <Terms subscription={one} />
          <Deliveries path={path} fresh={deliveries.value} />
          <Explain path={path} />
        </>
      )}
    </>
  );
}

/** Asks once more, without a window that takes the whole screen. */
function Delete({ busy, remove }: { busy: boolean; remove: () => void }) {
  const sure = useSignal(false);
  if (!sure.value) {
    return <button type="button" class="danger" disabled={busy} onClick={() => (sure.value = true)}>Delete…</button>;
  }
  return (
    <>
      <button type="button" class="danger" disabled={busy} onClick={remove}>Yes, delete it and what is known of its messages</button>
      <button type="button" onClick={() => (sure.value = false)}>No</button>
    </>
  );
}

function Terms({ subscription: one }: { subscription: Subscription }) {
  const hours = one.quiet_hours;
  const address = (CHANNELS[one.channel]?.fields ?? []).filter((field) => one[field.name] != null && shown(one[field.name]) !== "");
  return (
    <dl class="facts tall">
      {address.map((field) => <div><dt>{field.title}</dt><dd class="mono">{shown(one[field.name])}</dd></div>)}
      <div><dt>Wants</dt><dd>{wish(one)}</dd></div>
      <div><dt>Events</dt><dd>{one.events.join(", ")}</dd></div>
      <div><dt>Quiet hours</dt><dd>{hours === null ? "none" : `${hours.from} to ${hours.until}, ${hours.zone}`}</dd></div>
      <div><dt>Language</dt><dd>{one.language}</dd></div>
      {one.channel === "webhook" && <div><dt>Signature</dt><dd>{one.signature ?? "v1"}</dd></div>}
      <div><dt>Sign of life</dt><dd>{one.heartbeat_s == null ? "none" : `when nothing came for ${one.heartbeat_s} s`}</dd></div>
      <div><dt>Told when it is given up</dt><dd>{one.fallback == null ? "nobody" : <a href={link("subscriptions", one.fallback)}>{one.fallback}</a>}</dd></div>
      <div><dt>Made</dt><dd><Time at={one.created} /></dd></div>
    </dl>
  );
}
