// The few things done to the document. A text is only touched if it changed, so that a selection stays and a screen
// reader is not called once a second.

export function byId(id) {
  return document.getElementById(id);
}

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  attribute(node, attributes);
  node.append(...children.filter((child) => child != null));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  attribute(node, attributes);
  node.append(...children);
  return node;
}

/** Sets those that have a value, takes away those that are null or false. */
export function attribute(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) {
      if (node.hasAttribute(name)) node.removeAttribute(name);
    } else if (node.getAttribute(name) !== String(value)) {
      node.setAttribute(name, value);
    }
  }
}

export function text(node, words) {
  const wanted = words == null ? "" : String(words);
  if (node.textContent !== wanted) node.textContent = wanted;
}

/**
 * Makes the children of a node those of the items, in their order: a child stays as long as its key does, and with it
 * the focus of the reader.
 */
export function list(parent, items, key, create, update) {
  const before = new Map();
  for (const child of parent.children) before.set(child.dataset.key, child);
  const used = new Set();
  let place = parent.firstElementChild;
  items.forEach((item, i) => {
    let name = String(key(item, i));
    while (used.has(name)) name += "+"; // two events of one second may be alike
    used.add(name);
    let child = before.get(name);
    if (child) {
      before.delete(name);
    } else {
      child = create(item, i);
      child.dataset.key = name;
    }
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
    update(child, item, i);
  });
  for (const child of before.values()) child.remove();
}

/** Terms and what they are, in a dl: [[term, words, attributes of the dd], …]. */
export function terms(parent, pairs) {
  list(
    parent,
    pairs,
    ([term]) => term,
    ([term]) => make("div", {}, make("dt", {}, term), make("dd")),
    (group, [, words, attributes]) => {
      const what = group.lastElementChild;
      text(what, words);
      if (attributes) attribute(what, attributes);
    },
  );
}

/** A row of a table whose first cell is its heading. */
export function row(columns) {
  const tr = make("tr");
  columns.forEach((kind, i) =>
    tr.append(make(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : null, class: kind || null })),
  );
  return tr;
}
