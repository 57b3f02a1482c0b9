import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Trouble } from "./Trouble";

interface Props {
  title: string;
  /** On the button that does it. */
  action: string;
  danger?: boolean;
  act: (why: string) => Promise<void>;
  close: () => void;
  children?: ComponentChildren;
}

const MOST = 500;

/** Asks why before something is changed: every change is kept with its reason. */
export function Reason({ title, action, danger = false, act, close, children }: Props) {
  const why = useSignal("");
  const cause = useSignal<unknown>(undefined);
  const busy = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    busy.value = true;
    try {
      await act(why.value.trim());
      close();
    } catch (problem) {
      cause.value = problem;
    }
    busy.value = false;
  }

  return (
    <section class="panel reason" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      <form onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={`${id}-why`}>Reason <span class="soft">(needed)</span></label>
          <input ref={field} id={`${id}-why`} required maxLength={MOST} value={why.value} autocomplete="off"
            aria-describedby={`${id}-hint`} onInput={(event) => (why.value = event.currentTarget.value)} />
          <small id={`${id}-hint`}>Kept in the history with the name of your token and when.</small>
        </div>
        <Trouble cause={cause.value} />
        <p class="buttons">
          <button type="submit" class={danger ? "danger" : "primary"} disabled={busy.value || why.value.trim() === ""}>
            {busy.value ? "Asking…" : action}
          </button>
          <button type="button" onClick={close}>Leave it</button>
        </p>
      </form>
    </section>
  );
}
