import { Sign, type Mood } from "../parts/Sign";
import { Wide } from "../parts/Wide";
import { ordered, phase, type Phase, type Rally, where } from "./rally";
import { Times } from "./Times";

interface Props {
  rallies: Rally[];
  edit: (rally: Rally) => void;
  remove: (rally: Rally) => void;
}

const MOODS: Record<Exclude<Phase, "past">, Mood> = { now: "warn", coming: "ok" };
const SHOWN = 200;

/** All rallies: what goes on, what comes, what is over. */
export function Agenda({ rallies, edit, remove }: Props) {
  if (rallies.length === 0) {
    return <p class="empty soft">No rallies are known. Inside a rally's area and hours a shutdown is held to be likelier, and told sooner.</p>;
  }
  const now = Date.now();
  const all = ordered(rallies, now);
  return (
    <Wide title="All rallies">
      <table class="agenda">
        <thead><tr><th scope="col">State</th><th scope="col">When</th><th scope="col">Rally</th><th scope="col">Where</th><th scope="col">Change</th></tr></thead>
        <tbody>
          {all.slice(0, SHOWN).map((one) => {
            const is = phase(one, now);
            const name = one.title === "" ? one.id : one.title;
            return (
              <tr key={one.id} class={is}>
                <td>{is === "past" ? is : <Sign mood={MOODS[is]}>{is}</Sign>}</td>
                <td><Times of={one} /></td>
                <th scope="row">{name}<small class="mono">{one.id}</small></th>
                <td>{where(one)}</td>
                <td><span class="buttons">
                  <button type="button" onClick={() => edit(one)} aria-label={`Edit ${name}`}>Edit</button>
                  <button type="button" class="danger" onClick={() => remove(one)} aria-label={`Delete ${name}`}>Delete</button>
                </span></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {all.length > SHOWN && <p class="soft">{all.length - SHOWN} older ones are not shown.</p>}
    </Wide>
  );
}
