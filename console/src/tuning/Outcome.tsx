import type { Incident } from "../incidents/incident";
import { Time } from "../parts/Time";
import { Wide } from "../parts/Wide";
import { link } from "../shell/route";
import { kind, network, number } from "../words/names";
import { duration, minute } from "../words/time";
import { curve, type Episode, median, monthly, type Report } from "./backtest";
import { Curve } from "./Curve";
import { differences, same, type Thresholds } from "./thresholds";

const SHOWN = 50;

/** What a back-test found: figures first, then each incident that is gained or lost, then delays, then the curve. */
export function Outcome({ report, candidate, pick }: { report: Report; candidate: Thresholds | undefined; pick: (allowed: number) => void }) {
  const tried = report.configurations[0];
  if (tried === undefined) {
    return <p>The report says nothing.</p>;
  }
  const labels = tried.labels;
  const middle = tried.episodes === undefined ? undefined : median(tried.episodes);
  return (
    <>
      <p class="soft">Held against {report.against}, {minute(report.from)} until {minute(report.to)} UTC</p>
      <dl class="facts figures">
        <Fact name="Incidents" value={number(tried.incidents)} note={monthly(report, tried.incidents_per_month)} />
        <Fact name="Confirmed" value={number(tried.confirmed)} note="" />
        <Fact name="Gained" value={`+${tried.gained_count}`} note="not raised live" />
        <Fact name="Lost" value={`−${tried.lost_count}`} note="raised live" />
        {labels !== undefined && <Fact name="Found" value={`${labels.found} of ${labels.happened}`} note="labelled as happened" />}
        {labels !== undefined && (
          <Fact name="False alarms" value={number(labels.false_alarms)}
            note={[monthly(report, labels.false_alarms_per_month), "labelled so"].filter((part) => part !== "").join(", ")} />
        )}
        {middle !== undefined && <Fact name="Median delay" value={duration(middle)} note="of what was found" />}
      </dl>
      {candidate !== undefined && !same(candidate, tried.thresholds) && (
        <div class="note">The form says something else by now. This was tried with: {differences(candidate, tried.thresholds)
          .map((one) => `${one.title} ${one.to}`).join(", ")}.</div>
      )}
      {!tried.complete && <p class="note">An incident outlasts what is kept of the log: its end is cut short.</p>}
      {labels === undefined && <p class="soft">No incident of that time is labelled. Say on the pages of incidents what really happened, and delays and false alarms are told here.</p>}
      <Changes title="Gained" mark="+" incidents={tried.gained} none="Nothing would be raised that was not." />
      <Changes title="Lost" mark="−" incidents={tried.lost} none="Nothing would be missed that was raised." />
      {tried.episodes !== undefined && tried.episodes.length > 0 && <Delays episodes={tried.episodes} />}
      {report.curve.length > 0 && <Curve dots={curve(report)} now={tried.thresholds.false_alarms_per_month} pick={pick} />}
    </>
  );
}

function Fact({ name, value, note }: { name: string; value: string; note: string }) {
  return <div><dt>{name}</dt><dd><strong>{value}</strong>{note !== "" && <small> {note}</small>}</dd></div>;
}

/** Incidents on which two sets of thresholds differ. */
export function Changes({ title, mark, incidents, none, linked = title === "Lost" }: {
  title: string; mark: string; incidents: Incident[]; none: string; linked?: boolean;
}) {
  return (
    <>
      <h3>{title} ({incidents.length})</h3>
      {incidents.length === 0 ? <p class="soft">{none}</p> : (
        <Wide title={title}><table>
          <thead><tr><th scope="col"><span class="hidden">Sign</span></th><th scope="col">Began</th><th scope="col">What</th><th scope="col">Where</th><th scope="col">Told after</th></tr></thead>
          <tbody>{incidents.slice(0, SHOWN).map((one) => (
            <tr key={one.id}>
              <td class="mark">{mark}</td>
              <td><Time at={one.started} /></td>
              <th scope="row">{linked ? <a href={link("incidents", one.id)}>{kind(one.kind)}</a> : kind(one.kind)}<small>{one.certainty}</small></th>
              <td>{one.area}<small>{one.networks.map(network).join(", ")}</small></td>
              <td>{duration((Date.parse(one.detected) - Date.parse(one.started)) / 1000)}</td>
            </tr>
          ))}</tbody>
        </table></Wide>
      )}
      {incidents.length > SHOWN && <p class="soft">and {incidents.length - SHOWN} more</p>}
    </>
  );
}

function Delays({ episodes }: { episodes: Episode[] }) {
  return (
    <>
      <h3>Delay of each labelled episode</h3>
      <Wide title="Delay of each labelled episode"><table>
        <thead><tr><th scope="col">Began</th><th scope="col">What</th><th scope="col">Would be told after</th><th scope="col">Was told after</th></tr></thead>
        <tbody>{episodes.map((one) => (
          <tr>
            <td><Time at={one.start} /></td>
            <th scope="row">{one.incident === undefined ? kind(one.kind) : <a href={link("incidents", one.incident)}>{kind(one.kind)}</a>}</th>
            <td>{one.delay_s === null ? <strong>missed</strong> : duration(one.delay_s)}</td>
            <td>{one.live_delay_s === undefined ? "–" : duration(one.live_delay_s)}</td>
          </tr>
        ))}</tbody>
      </table></Wide>
    </>
  );
}
