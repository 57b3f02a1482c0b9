import { Lines, type Upright } from "../parts/Lines";
import { number } from "../words/names";
import type { Incident } from "./incident";

/** What was expected and heard with each revision, and when it began, was told and ended. */
export function Timeline({ revisions }: { revisions: Incident[] }) {
  const last = revisions[revisions.length - 1];
  const first = revisions[0];
  if (last === undefined || first === undefined) {
    return null;
  }
  const seconds = (at: string) => Date.parse(at) / 1000;
  const began = seconds(last.started);
  const end = Math.max(seconds(last.updated), seconds(last.ended ?? last.updated));
  const edge = Math.max(30, (end - began) * 0.04);
  const uprights: Upright[] = [{ name: "began", at: began }, { name: "told", at: seconds(first.detected) }];
  if (last.ended !== null) {
    uprights.push({ name: "ended", at: seconds(last.ended) });
  }
  const values = (of: (incident: Incident) => number) => [null, ...revisions.map(of), of(last)];
  return (
    <figure>
      <Lines title={`Reports expected and heard with each of ${revisions.length} revisions`} steps uprights={uprights}
        times={[began - edge, ...revisions.map((one) => seconds(one.updated)), end + edge]}
        lines={[
          { name: "expected a minute", style: "expected", dashed: true, values: values((one) => one.evidence.expected) },
          { name: "heard", style: "heard", values: values((one) => one.evidence.heard) },
          { name: "silent probes", style: "bad-line", values: values((one) => one.evidence.probes_silent) },
        ]} height={220} />
      <figcaption class="soft">
        Each step is a revision. At the newest: {number(last.evidence.heard)} of {number(last.evidence.expected)} reports heard,{" "}
        {number(last.evidence.probes_silent)} probes silent. The table below has every number. Times in UTC.
      </figcaption>
    </figure>
  );
}
