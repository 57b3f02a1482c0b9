import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** What comes of a new subscription or a new secret. */
export interface Issued {
  id: string;
  secret: string | null;
  public_key?: string;
}

/** A secret, this once: nobody can ask for it again. */
export function Secret({ issued, close }: { issued: Issued; close: () => void }) {
  const copied = useSignal("");
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      copied.value = "Copied.";
    } catch {
      copied.value = "It could not be copied: mark it and copy it by hand.";
    }
  }

  const text = issued.secret ?? issued.public_key;
  if (text === undefined || text === null) {
    return null;
  }
  return (
    <section class="note secret" ref={box} tabIndex={-1} aria-labelledby="secret-title">
      <h2 id="secret-title">{issued.secret === null ? "Public key" : "Secret"}</h2>
      <p>{issued.secret === null
        ? "Messages are signed by this key's other half."
        : "The receiver checks messages with it. It is shown this once: keep it now."}</p>
      <p><code class="whole">{text}</code></p>
      <p class="buttons">
        <button type="button" onClick={() => void copy(text)}>Copy</button>
        <button type="button" onClick={close}>I have it, hide it</button>
        <span role="status">{copied}</span>
      </p>
    </section>
  );
}
