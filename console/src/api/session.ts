import { signal } from "@preact/signals";

/** Where the token is kept: until this tab is closed, and in no other. */
const KEY = "dabyl-operator-token";

/** The operator's token, or empty where nobody has given one. */
export const token = signal(kept());

/** Why the token has to be given anew; empty where there is nothing to say. */
export const farewell = signal("");

function kept(): string {
  return typeof sessionStorage === "undefined" ? "" : (sessionStorage.getItem(KEY) ?? "");
}

export function logIn(given: string): void {
  sessionStorage.setItem(KEY, given);
  farewell.value = "";
  token.value = given;
}

/** Forgets the token; whatever shows data goes away with it. */
export function logOut(why = ""): void {
  sessionStorage.removeItem(KEY);
  farewell.value = why;
  token.value = "";
}
