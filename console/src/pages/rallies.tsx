import { useSignal } from "@preact/signals";
import { api, type List } from "../api";
import { useAsked } from "../parts/polling";
import { Reason } from "../parts/Reason";
import { ofVersion } from "../parts/why";
import { Trouble } from "../parts/Trouble";
import { Agenda } from "../rallies/Agenda";
import { Edit } from "../rallies/Edit";
import { History } from "../rallies/History";
import { Import } from "../rallies/Import";
import { type Change, merged, type Rally } from "../rallies/rally";
import type { Page } from "./page";

/** Announced rallies: inside their areas and hours a shutdown is held to be likelier. */
export const ralliesPage: Page = { name: "rallies", title: "Rallies", view: RalliesPage };

type Open = { what: "nothing" | "new" | "import" } | { what: "edit" | "remove"; rally: Rally };

function RalliesPage() {
  const turn = useSignal(0);
  const open = useSignal<Open>({ what: "nothing" });
  const asked = useAsked(() => api.get<List<Change>>("/v1/rallies/history"), 0, turn.value);
  const newest = asked.value.value?.items.at(-1);
  const known = newest?.rallies ?? [];
  const close = () => (open.value = { what: "nothing" });

  async function keep(rallies: Rally[], why: string): Promise<void> {
    await api.put("/v1/rallies", rallies, ofVersion(why, newest?.version));
    turn.value++;
  }
  const now = open.value;
  return (
    <>
      <div class="title">
        <h1>Rallies</h1>
        <p class="buttons">
          <button type="button" class="primary" onClick={() => (open.value = { what: "new" })}>New rally</button>
          <button type="button" onClick={() => (open.value = { what: "import" })}>Import a calendar</button>
        </p>
      </div>
      <Trouble cause={asked.value.cause} />
      {now.what === "new" && <Edit key="new" of={undefined} known={known} close={close} keep={(one, why) => keep(merged(known, [one]), why)} />}
      {now.what === "edit" && <Edit key={now.rally.id} of={now.rally} known={known} close={close} keep={(one, why) => keep(merged(known, [one]), why)} />}
      {now.what === "import" && <Import known={known} close={close} keep={keep} />}
      {now.what === "remove" && (
        <Reason title={`Delete ${now.rally.title === "" ? now.rally.id : now.rally.title}?`} action="Delete the rally" danger close={close}
          act={(why) => keep(known.filter((one) => one.id !== now.rally.id), why)} />
      )}
      {newest !== undefined && (
        <Agenda rallies={known} edit={(rally) => show({ what: "edit", rally })} remove={(rally) => show({ what: "remove", rally })} />
      )}
      <History version={turn.value} />
    </>
  );

  function show(next: Open): void {
    open.value = next;
    window.scrollTo(0, 0);
  }
}
