import { useId } from "preact/hooks";
import { type Draft, FIELDS, type Field, type Name, shown, type Thresholds } from "./thresholds";

interface Props {
  typed: Draft;
  set: (name: Name, value: string) => void;
  faults: Partial<Record<Name, string>>;
  /** What holds. */
  live: Thresholds;
}

/** Every threshold with its meaning, its unit and range, what is usual, and what holds. */
export function Form({ typed, set, faults, live }: Props) {
  return (
    <div class="thresholds">
      {FIELDS.map((field) => (
        <Row key={field.name} field={field} value={typed[field.name]} set={(value) => set(field.name, value)} fault={faults[field.name]}
          live={shown(live[field.name])} />
      ))}
    </div>
  );
}

function Row({ field, value, set, fault, live }: { field: Field; value: string; set: (value: string) => void; fault: string | undefined; live: string }) {
  const id = useId();
  const changed = value.trim() !== live;
  return (
    <div class={changed ? "threshold changed" : "threshold"}>
      <label for={id}>{field.title} <code class="soft">{field.name}</code></label>
      <div class="entry">
        <input id={id} value={value} autocomplete="off" spellcheck={false} inputMode={field.name === "home" ? "text" : "decimal"}
          aria-describedby={`${id}-meaning ${id}-range ${id}-fault`} aria-invalid={fault !== undefined} onInput={(event) => set(event.currentTarget.value)} />
        <span class="unit">{field.unit}</span>
        {changed && <button type="button" onClick={() => set(live)}>Back to {live}<span class="hidden"> for {field.title}</span></button>}
      </div>
      <small id={`${id}-meaning`}>{field.meaning}</small>
      <small id={`${id}-range`}>Holds now: <strong>{live}</strong> · usual {field.usual} · {field.range}</small>
      {fault !== undefined && <strong id={`${id}-fault`} class="against">{fault}</strong>}
    </div>
  );
}
