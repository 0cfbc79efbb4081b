// Follows a stream of events of the hub, through lost connections and silence. Knows nothing of what is in them.
//
//   connecting ──event──> live ──error, or silence──> lost ──event──> live
//        └──────────error──────────────────────────────^
//   any ──the last event, or close()──> closed

/** The hub sends once a second. Who says nothing for so long is not there. */
const SILENCE_MS = 4000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5000;

/**
 * @param address of the stream
 * @param names of events that go to hear(data)
 * @param last name of the event after which nothing comes, or null
 * @param hear is given what is in an event
 * @param changed is called with connecting, live, lost, closed
 * @param refused asks, when the hub answered that there is no such stream, whether to try again: a promise of a boolean
 */
export function follow({ address, names, last = null, hear, changed, refused = async () => true }) {
  let source = null;
  let watchdog = 0;
  let retry = 0;
  let wait = FIRST_RETRY_MS;
  let state = "";

  function become(next) {
    if (next === state) return;
    state = next;
    changed(next);
  }

  function open() {
    source = new EventSource(address);
    for (const name of names) source.addEventListener(name, (event) => heard(event, false));
    if (last) source.addEventListener(last, (event) => heard(event, true));
    source.onerror = failed;
    listen();
  }

  function heard(event, isLast) {
    wait = FIRST_RETRY_MS;
    if (isLast) close();
    else {
      become("live");
      listen();
    }
    hear(JSON.parse(event.data));
  }

  async function failed() {
    const answered = source.readyState === EventSource.CLOSED;
    hangUp();
    become("lost");
    if (answered && !(await refused())) close();
    if (state !== "closed") later();
  }

  function listen() {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      hangUp();
      become("lost");
      later();
    }, SILENCE_MS);
  }

  function later() {
    clearTimeout(retry);
    retry = setTimeout(open, wait);
    wait = Math.min(2 * wait, LONGEST_RETRY_MS);
  }

  function hangUp() {
    clearTimeout(watchdog);
    source.close();
  }

  function close() {
    clearTimeout(retry);
    hangUp();
    become("closed");
  }

  become("connecting");
  open();
  return { close };
}

/** The job that came within the page, as in report.html; null if the page is the hub's. */
export function embedded() {
  const node = document.getElementById("job-view");
  return node ? JSON.parse(node.textContent) : null;
}
