// Tables that are wider than their place can be scrolled by keyboard: they get a tab stop, and only while they
// need it.

export function watchScrolling() {
  const observer = new ResizeObserver((entries) => entries.forEach((entry) => check(entry.target.closest(".scrolls"))));
  for (const node of document.querySelectorAll(".scrolls")) {
    observer.observe(node);
    if (node.firstElementChild) observer.observe(node.firstElementChild);
    new MutationObserver(() => check(node)).observe(node, { childList: true });
  }
}

function check(node) {
  const needed = node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight;
  if (needed) node.tabIndex = 0;
  else node.removeAttribute("tabindex");
}
