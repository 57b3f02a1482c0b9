import type { ComponentChildren } from "preact";

/** What may be wider than a small screen: it scrolls by itself, by the keyboard too. */
export function Wide({ title, children }: { title: string; children: ComponentChildren }) {
  return <div class="wide" role="region" aria-label={title} tabIndex={0}>{children}</div>;
}
