import type { ComponentChildren } from "preact";

/** How something stands. Each has a sign and a word of its own; colour only repeats them. */
export type Mood = "ok" | "warn" | "bad" | "none";

const SIGNS: Record<Mood, string> = { ok: "✓", warn: "!", bad: "✕", none: "?" };

/** A word with its sign, such as ✕ affected. */
export function Sign({ mood, children }: { mood: Mood; children: ComponentChildren }) {
  return (
    <span class={`sign ${mood}`}>
      <span aria-hidden="true" class="glyph">{SIGNS[mood]}</span> {children}
    </span>
  );
}
