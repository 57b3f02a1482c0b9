import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Field } from "./channels";

interface Common {
  fault: string | undefined;
}

interface InputProps extends Common {
  field: Field;
  value: string;
  set: (value: string) => void;
}

/** One field with its label, what is expected in it, and what the service says against it. */
export function Input({ field, value, set, fault }: InputProps) {
  const id = useId();
  if (field.type === "choice") {
    return <Select title={field.title} value={value === "" ? (field.words?.[0] ?? "") : value} set={set} words={field.words ?? []} fault={fault} />;
  }
  const shared = {
    id,
    value,
    required: field.required === true,
    "aria-describedby": `${id}-hint ${id}-fault`,
    "aria-invalid": fault !== undefined,
    spellcheck: false,
  };
  const listen = (event: JSX.TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => set(event.currentTarget.value);
  const tall = field.type === "area" || field.type === "lines" || field.type === "headers";
  return (
    <div class="field">
      <label for={id}>{field.title}{field.required === true && <span class="soft"> (needed)</span>}</label>
      {tall
        ? <textarea {...shared} rows={3} onInput={listen} />
        : <input {...shared} type={field.type === "secret" ? "password" : "text"} autocomplete="off"
            inputMode={field.type === "number" ? "decimal" : field.type === "url" ? "url" : "text"} onInput={listen} />}
      <Notes id={id} hint={field.hint} fault={fault} />
    </div>
  );
}

interface SelectProps extends Common {
  title: string;
  value: string;
  set: (value: string) => void;
  words: string[];
  say?: (word: string) => string;
}

export function Select({ title, value, set, words, say = (word) => word, fault }: SelectProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{title}</label>
      <select id={id} value={value} aria-describedby={`${id}-fault`} aria-invalid={fault !== undefined} onChange={(event) => set(event.currentTarget.value)}>
        {words.map((word) => <option value={word}>{say(word)}</option>)}
      </select>
      <Notes id={id} hint={undefined} fault={fault} />
    </div>
  );
}

interface BoxesProps extends Common {
  title: string;
  words: string[];
  chosen: string[];
  set: (chosen: string[]) => void;
  say?: (word: string) => string;
}

/** Any of some words, kept in their order. */
export function Boxes({ title, words, chosen, set, say = (word) => word, fault }: BoxesProps) {
  const id = useId();
  const turn = (word: string, on: boolean) => set(words.filter((one) => (one === word ? on : chosen.includes(one))));
  return (
    <fieldset class="boxes" aria-describedby={`${id}-fault`}>
      <legend>{title}</legend>
      {words.map((word) => (
        <label><input type="checkbox" checked={chosen.includes(word)} onChange={(event) => turn(word, event.currentTarget.checked)} /> {say(word)}</label>
      ))}
      <Notes id={id} hint={undefined} fault={fault} />
    </fieldset>
  );
}

function Notes({ id, hint, fault }: { id: string; hint: string | undefined; fault: string | undefined }) {
  return (
    <>
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      {fault !== undefined && <strong id={`${id}-fault`} class="against">{fault}</strong>}
    </>
  );
}
