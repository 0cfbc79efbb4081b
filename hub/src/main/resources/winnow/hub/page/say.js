// The one voice for screen readers: changes of state, never figures.

import { byId } from "./dom.js";

export function say(words) {
  const node = byId("said");
  if (node.textContent !== words) node.textContent = words;
}
