import { Sign } from "../parts/Sign";
import { Time } from "../parts/Time";
import { count, number, percent } from "../words/names";
import { type Band, bandName, type Status } from "./status";

/** Collectors, whether each is blind, and what comes in by it. */
export function Collectors({ status }: { status: Status }) {
  return (
    <section class="panel" aria-labelledby="collectors-title">
      <h2 id="collectors-title">Collectors</h2>
      <div class="wide"><table>
        <thead><tr><th scope="col">Collector</th><th scope="col">Sight</th><th scope="col">Last tick</th><th scope="col" class="number">Reports a second</th></tr></thead>
        <tbody>{status.collectors.map((one) => (
          <tr>
            <th scope="row" class="mono">{one.collector}</th>
            <td><Sign mood={one.blind ? "bad" : "ok"}>{one.blind ? "blind" : "sees"}</Sign></td>
            <td><Time at={one.last_tick} short /></td>
            <td class="number">{one.reports_per_s.toFixed(1)}</td>
          </tr>
        ))}</tbody>
      </table></div>
      {status.blind.length > 0 && <p class="note">Silence that only a blind collector would hear says nothing: it raises no incident and ends none.</p>}
    </section>
  );
}

/** How many probes deliver how much of what they make. */
export function Probes({ status }: { status: Status }) {
  const { known, silent, dark, kept } = status.probes;
  if (known === null) {
    return (
      <section class="panel" aria-labelledby="probes-title">
        <h2 id="probes-title">Probes</h2>
        <p class="soft">Fewer than {status.min_probes}: nothing is told of so few.</p>
      </section>
    );
  }
  return (
    <section class="panel" aria-labelledby="probes-title">
      <h2 id="probes-title">Probes <small>{count(known, "probe")} that promise reports</small></h2>
      <p>
        <Sign mood={(silent ?? 0) > 0 ? "warn" : "ok"}>{number(silent ?? 0)} silent beyond their promise</Sign>{" "}
        <Sign mood={(dark ?? 0) > 0 ? "warn" : "ok"}>{number(dark ?? 0)} heard but cut off from every target</Sign>
      </p>
      <table>
        <thead><tr><th scope="col">Of their reports come in</th><th scope="col" class="number">Probes</th><th scope="col">Share</th></tr></thead>
        <tbody>{kept.map((band) => <BandRow band={band} known={known} />)}</tbody>
      </table>
    </section>
  );
}

function BandRow({ band, known }: { band: Band; known: number }) {
  const share = known === 0 ? 0 : band.probes / known;
  return (
    <tr>
      <th scope="row">{bandName(band)}</th>
      <td class="number">{number(band.probes)}</td>
      <td class="share"><span class="meter" aria-hidden="true"><span style={{ width: `${share * 100}%` }} /></span> {percent(share)}</td>
    </tr>
  );
}
