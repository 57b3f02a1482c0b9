import { useSignal } from "@preact/signals";
import { Sign } from "../parts/Sign";
import { Time } from "../parts/Time";
import { Trouble } from "../parts/Trouble";
import { link } from "../shell/route";
import { type Acting, useActing } from "./actions";
import { CHANNELS } from "./channels";
import { Deliveries } from "./Deliveries";
import { Explain } from "./Explain";
import { Secret } from "./Secret";
import { shown, standing, type Subscription, target, wish } from "./subscription";

/** One subscription: what it wants, what can be done with it, and what became of its messages. */
export function Detail({ id }: { id: string }) {
  const acting = useActing(id);
  const { subscription, issued, cause, said, done } = acting;
  const path = `/v1/subscriptions/${encodeURIComponent(id)}`;
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
          <Buttons subscription={one} acting={acting} />
          <p role="status">{said}</p>
          {issued.value !== undefined && <Secret issued={issued.value} close={() => (issued.value = undefined)} />}
          <Terms subscription={one} />
          <Deliveries path={path} fresh={done.value} />
          <Explain path={path} />
        </>
      )}
    </>
  );
}

function Buttons({ subscription: one, acting }: { subscription: Subscription; acting: Acting }) {
  const { busy, test, enable, rotate, remove } = acting;
  const signed = one.channel === "webhook" && one.signature !== "v1a";
  return (
    <p class="buttons">
      <button type="button" disabled={busy.value || one.state !== "active"} onClick={test}>Send a test message</button>
      {one.state !== "active" && <button type="button" disabled={busy.value} onClick={enable}>Enable</button>}
      {signed && <button type="button" disabled={busy.value} onClick={rotate}>Make a new secret</button>}
      <Delete busy={busy.value} remove={remove} />
    </p>
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
