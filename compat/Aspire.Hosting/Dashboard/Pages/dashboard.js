const byId = (id) => document.getElementById(id);
const rows = byId("rows");
const lines = byId("lines");
const search = byId("search");
const follow = byId("follow");
const maxLines = 2000; // as many as the AppHost keeps
const tabs = ["console", "environment", "facts"];

let resources = [];
let selected = null;
let reading = null;

function element(tag, { text, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value);
  }
  if (text !== undefined) node.textContent = text;
  node.append(...children);
  return node;
}

function tone(resource) {
  const failed = resource.state === "FailedToStart" || resource.state === "Restarting";
  if (failed || resource.health === "Unhealthy") return "bad";
  if (resource.health === "Healthy" || resource.state === "Finished") return "good";
  return resource.state === "Exited" || resource.state === "NotStarted" ? "off" : "busy";
}

function stateText(resource) {
  const running = resource.state === "Running" || resource.state === "Active";
  if (running && resource.health) return resource.health === "Healthy" ? "Healthy" : `${resource.state}, not healthy`;
  if (resource.state === "Restarting") return `Restarting, ended with ${resource.exitCode}`;
  return resource.state.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

// Only what changed is said: a screen reader would read the same sentence again.
function summarize(text) {
  if (byId("summary").textContent !== text) byId("summary").textContent = text;
}

function address(url) {
  return url.isInternal
    ? element("span", { text: `${url.name}  ${url.url}` })
    : element("a", { text: url.url, href: url.url, target: "_blank", rel: "noopener noreferrer" });
}

function commandButton(resource, command) {
  const label = command[0].toUpperCase() + command.slice(1);
  const button = element("button", { type: "button", text: label, "aria-label": `${label} ${resource.id}` });
  button.addEventListener("click", async (event) => {
    event.stopPropagation();
    button.disabled = true;
    byId("notice").textContent = "";
    try {
      const answer = await fetch(`/api/resources/${encodeURIComponent(resource.id)}/${command}`, { method: "POST" });
      if (!answer.ok) byId("notice").textContent = `${label} ${resource.id}: the AppHost refused (${answer.status}).`;
    } catch {
      byId("notice").textContent = `${label} ${resource.id}: the AppHost does not answer.`;
    } finally {
      button.disabled = false;
    }
  });
  return button;
}

function row(resource) {
  const name = element("button", { class: "name", type: "button", text: resource.id, "aria-label": resource.id });
  const state = element("span", { class: `state ${tone(resource)}`, text: stateText(resource) });
  const started = resource.startedAt ? new Date(resource.startedAt).toLocaleTimeString() : "";
  const again = resource.properties.restarts ? ` (restarted ${resource.properties.restarts}x)` : "";
  const node = element(
    "tr",
    { "data-id": resource.id, "aria-current": resource.id === selected },
    element("td", {}, name, " ", element("span", { class: "type", text: resource.type })),
    element("td", {}, state, ...(resource.reason ? [element("span", { class: "reason", text: resource.reason })] : [])),
    element("td", { class: "when", text: started + again }),
    element("td", { class: "urls" }, ...resource.urls.map(address)),
    element("td", { class: "commands" }, ...resource.commands.map((command) => commandButton(resource, command))),
  );
  node.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    select(resource.id);
    byId("close").focus(); // on a phone the view lies over the list
  });
  return node;
}

// A row is replaced only when it changed, so that a button keeps its focus and its click.
function show(state) {
  byId("application").textContent = state.application;
  document.title = `${state.application} dashboard`;
  const good = state.resources.filter((resource) => tone(resource) === "good").length;
  const failing = state.resources.filter((resource) => tone(resource) === "bad").map((resource) => resource.id);
  const trouble = failing.length > 0 ? `; failing: ${failing.join(", ")}` : "";
  summarize(`${good} of ${state.resources.length} healthy${trouble}`);
  const before = new Map(resources.map((resource) => [resource.id, JSON.stringify(resource)]));
  state.resources.forEach((resource, index) => {
    const old = rows.children[index];
    if (old?.dataset.id === resource.id && before.get(resource.id) === JSON.stringify(resource)) return;
    const hadFocus = old?.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    const fresh = row(resource);
    if (old) old.replaceWith(fresh);
    else rows.append(fresh);
    if (hadFocus) fresh.querySelector(`[aria-label="${CSS.escape(hadFocus)}"]`)?.focus();
  });
  while (rows.children.length > state.resources.length) rows.lastChild.remove();
  resources = state.resources;
  const linked = decodeURIComponent(location.hash.slice(1));
  if (!selected && resources.some((resource) => resource.id === linked)) select(linked);
  showDetail();
}

function list(pairs, empty) {
  if (pairs.length === 0) return element("p", { class: "tools", text: empty });
  return element("dl", {}, ...pairs.flatMap(([name, value]) => [element("dt", { text: name }), element("dd", { text: value })]));
}

function showDetail() {
  const resource = resources.find((candidate) => candidate.id === selected);
  if (!resource) return;
  byId("environment").replaceChildren(
    list(resource.environment.map((variable) => [variable.name, variable.value]), "The application sets no variable here."),
  );
  byId("facts").replaceChildren(
    list(
      [
        ["State", stateText(resource)],
        ["Type", resource.type],
        ...resource.urls.map((url) => [`Endpoint ${url.name}`, url.url]),
        ...(resource.exitCode === null ? [] : [["Last exit code", resource.exitCode]]),
        ...Object.entries(resource.properties),
      ],
      "",
    ),
  );
}

function matches(text) {
  return text.toLowerCase().includes(search.value.toLowerCase());
}

function count() {
  const shown = [...lines.children].filter((line) => !line.hidden).length;
  const all = lines.children.length < maxLines ? `${lines.children.length} lines` : `the last ${maxLines} lines`;
  byId("count").textContent = search.value ? `${shown} of ${all}` : all;
  if (follow.checked) lines.scrollTop = lines.scrollHeight;
}

// A service's line is JSON for machines; people read its sentence. All of it is in the file of the instance.
function readable(line) {
  if (line.text.startsWith('{"Timestamp":')) {
    try {
      const { Timestamp, LogLevel, Category, EventId, Message, Exception } = JSON.parse(line.text);
      const text = `${Timestamp} ${LogLevel} ${Category}[${EventId}] ${Message}${Exception ? `\n${Exception}` : ""}`;
      return { text, isError: LogLevel === "Error" || LogLevel === "Critical" };
    } catch {
      // Cut off, or somebody else's: shown as it is.
    }
  }
  // Colours for terminals are of no use here.
  return { text: line.text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ""), isError: line.isError };
}

function append(batch) {
  for (const line of batch) {
    const { text, isError } = readable(line);
    const node = element("li", { text, class: isError ? "error" : null });
    node.hidden = !matches(text);
    lines.append(node);
  }
  while (lines.children.length > maxLines) lines.firstChild.remove();
  count();
}

function select(id) {
  selected = id;
  history.replaceState(null, "", `#${id}`);
  byId("detail").hidden = false;
  byId("selected").textContent = id;
  for (const node of rows.children) {
    node.removeAttribute("aria-current");
    if (node.dataset.id !== id) continue;
    node.setAttribute("aria-current", "true");
    node.scrollIntoView({ block: "nearest" });
  }
  follow.checked = true;
  lines.replaceChildren();
  reading?.close();
  reading = new EventSource(`/api/resources/${encodeURIComponent(id)}/lines`);
  reading.onopen = () => lines.replaceChildren(); // a new connection sends all kept lines again
  reading.onmessage = (message) => append(JSON.parse(message.data));
  count();
  showDetail();
}

function openTab(name) {
  for (const tab of tabs) {
    byId(tab).hidden = tab !== name;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
    byId(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
  }
  count();
}

function close() {
  const row = [...rows.children].find((node) => node.dataset.id === selected);
  reading?.close();
  selected = null;
  history.replaceState(null, "", "/");
  byId("detail").hidden = true;
  row?.removeAttribute("aria-current");
  row?.querySelector(".name").focus(); // where it was opened
}

for (const tab of tabs) byId(`tab-${tab}`).addEventListener("click", () => openTab(tab));
byId("tabs").addEventListener("keydown", (event) => {
  const from = tabs.findIndex((tab) => event.target.id === `tab-${tab}`);
  const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const name = tabs.at(to % tabs.length);
  openTab(name);
  byId(`tab-${name}`).focus();
});
byId("close").addEventListener("click", close);
byId("detail").addEventListener("keydown", (event) => {
  // In the search field the key empties the field first.
  if (event.key === "Escape" && !(event.target === search && search.value)) close();
});
// Who reads further up is left there; at the end the lines follow again.
lines.addEventListener("scroll", () => {
  follow.checked = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 4;
});
search.addEventListener("input", () => {
  for (const line of lines.children) line.hidden = !matches(line.textContent);
  count();
});
follow.addEventListener("change", count);

const theme = localStorage.getItem("theme");
if (theme) document.documentElement.dataset.theme = theme;
byId("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});

const updates = new EventSource("/api/resources");
updates.onmessage = (message) => show(JSON.parse(message.data));
updates.onerror = () => summarize("The AppHost does not answer. Waiting for it.");
