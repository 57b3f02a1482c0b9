import type { Signal } from "@preact/signals";
import { network } from "../words/names";
import { EVERYTHING, type Wish } from "./cells";

interface Props {
  wish: Signal<Wish>;
  areas: string[];
  networks: string[];
}

/** Which cells are wanted. */
export function Filters({ wish, areas, networks }: Props) {
  const change = (part: Partial<Wish>) => (wish.value = { ...wish.value, ...part });
  return (
    <form class="filters" aria-label="Which cells" onSubmit={(event) => event.preventDefault()}>
      <Choice title="State" value={wish.value.state} set={(state) => change({ state })} words={["affected", "unknown", "ok"]} />
      <Choice title="Area" value={wish.value.area} set={(area) => change({ area })} words={areas} />
      <Choice title="Network" value={wish.value.network} set={(code) => change({ network: code })} words={networks} say={network} />
      <Choice title="Access" value={wish.value.access} set={(access) => change({ access })} words={["mobile", "fixed"]} />
      <label>
        Find
        <input type="search" value={wish.value.text} placeholder="area or cell" size={14}
          onInput={(event) => change({ text: event.currentTarget.value })} />
      </label>
      {wish.value !== EVERYTHING && <button type="button" onClick={() => (wish.value = EVERYTHING)}>Show all</button>}
    </form>
  );
}

interface ChoiceProps {
  title: string;
  value: string;
  set: (value: string) => void;
  words: string[];
  say?: (word: string) => string;
}

export function Choice({ title, value, set, words, say = (word) => word }: ChoiceProps) {
  return (
    <label>
      {title}
      <select value={value} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">any</option>
        {words.map((word) => <option value={word}>{say(word)}</option>)}
      </select>
    </label>
  );
}
