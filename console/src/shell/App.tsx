import { useEffect, useRef } from "preact/hooks";
import { logOut, token } from "../api";
import { type Page, pages } from "../pages";
import { Clock } from "../parts/Clock";
import { link, route } from "./route";
import { TokenForm } from "./TokenForm";

/** The frame around all pages: who is let in, where one is, how to leave. */
export function App() {
  const main = useRef<HTMLElement>(null);
  const { page: name, rest, query } = route.value;
  const page = pages.find((one) => one.name === name) ?? pages[0];
  const place = `${page?.name ?? ""}/${rest.join("/")}`;
  const first = useRef(true);
  const inside = token.value !== "";

  useEffect(() => {
    document.title = inside && page !== undefined ? `${page.title} · Dabyl console` : "Dabyl console";
    // Who follows a link reads on where the new page begins.
    if (!first.current) {
      main.current?.focus();
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [place, inside]);

  if (!inside) {
    return <TokenForm />;
  }
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => {
        event.preventDefault();
        main.current?.focus();
      }}>Skip to the content</a>
      <header class="bar">
        <a class="brand" href={link("live")}>Dabyl <small>console</small></a>
        <nav aria-label="Pages"><ul>{pages.map((one) => <Entry page={one} here={one === page} />)}</ul></nav>
        <Clock />
        <button type="button" onClick={() => logOut()}>Log out</button>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {page === undefined ? <p>There are no pages.</p> : <page.view key={place} rest={rest} query={query} />}
      </main>
    </>
  );
}

function Entry({ page, here }: { page: Page; here: boolean }) {
  return <li><a href={link(page.name)} aria-current={here ? "page" : undefined}>{page.title}</a></li>;
}
