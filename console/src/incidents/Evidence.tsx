import { useSignal } from "@preact/signals";
import { answerTo, logOut, problem, token } from "../api";
import { Trouble } from "../parts/Trouble";

/** Where an incident's proof is to be had. */
export function Evidence({ incident }: { incident: string }) {
  const id = encodeURIComponent(incident);
  const cause = useSignal<unknown>(undefined);
  const busy = useSignal(false);

  /** A link cannot bear the token, so the file comes by hand. */
  async function save(): Promise<void> {
    busy.value = true;
    try {
      const answer = await answerTo("GET", `/v1/incidents/${id}/evidence`, undefined, { Accept: "application/gzip" }, token.value);
      if (answer.status === 401) {
        logOut("The service does not take this token any more.");
      }
      if (!answer.ok) {
        throw await problem(answer);
      }
      handOver(await answer.blob(), `${incident}-operator.ndjson.gz`);
      cause.value = undefined;
    } catch (fault) {
      cause.value = fault;
    }
    busy.value = false;
  }

  return (
    <>
      <ul class="links">
        <li><a href={`incidents/${id}`}>Public page</a></li>
        <li><a href={`v1/incidents/${id}/dossier`}>Dossier to print</a></li>
        <li><a href={`v1/incidents/${id}/evidence`} download>Public evidence</a></li>
        <li><button type="button" disabled={busy} onClick={() => void save()}>{busy.value ? "Fetching…" : "Operators' evidence"}</button></li>
        <li><a href={`cap/${id}.xml`}>CAP 1.2</a></li>
      </ul>
      <Trouble cause={cause.value} />
    </>
  );
}

function handOver(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
