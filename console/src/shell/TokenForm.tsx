import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { answerTo, ApiProblem, farewell, logIn, problem } from "../api";

/** Asks for the operator's token once, and lets in only whom the service knows. */
export function TokenForm() {
  const fault = useSignal(farewell.value);
  const busy = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const given = field.current?.value.trim() ?? "";
    if (given === "") {
      fault.value = "The token is missing.";
      return;
    }
    busy.value = true;
    fault.value = await refusal(given);
    busy.value = false;
    if (fault.value === "") {
      logIn(given);
    } else {
      field.current?.select();
    }
  }

  return (
    <main id="main" class="gate" tabIndex={-1}>
      <h1>Operator console</h1>
      <p>
        For those who run this service. Everybody else finds what it knows on the <a href="./">public page</a>.
      </p>
      <form onSubmit={submit}>
        <label for="token">Operator token</label>
        <input id="token" ref={field} type="password" autocomplete="off" spellcheck={false}
          aria-describedby="token-note token-fault" aria-invalid={fault.value !== ""} />
        <p id="token-note" class="soft">
          Your own, if you were given one: what you change bears its name. Else the one that all share stands in{" "}
          <code>operator-token</code> in the data directory, or is what <code>DABYL_OPERATOR_TOKEN</code> says. This tab
          keeps it until it is closed.
        </p>
        <p id="token-fault" role="alert" class="fault">{fault}</p>
        <button type="submit" class="primary" disabled={busy}>{busy.value ? "Asking…" : "Log in"}</button>
      </form>
    </main>
  );
}

/** Why this token is of no use; empty where it is. */
async function refusal(given: string): Promise<string> {
  try {
    const answer = await answerTo("GET", "/v1/subscriptions", undefined, {}, given);
    if (answer.ok) {
      return "";
    }
    return answer.status === 401 ? "This is not the operator's token." : (await problem(answer)).message;
  } catch (cause) {
    return cause instanceof ApiProblem ? cause.message : String(cause);
  }
}
