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
  if (resource.state === "FailedToStart" || resource.health === "Unhealthy") return "bad";
  if (resource.health === "Healthy" || resource.state === "Finished") return "good";
  return resource.state === "Exited" || resource.state === "NotStarted" ? "off" : "busy";
}

function stateText(resource) {
  const running = resource.state === "Running" || resource.state === "Active";
  if (running && resource.health) return resource.health === "Healthy" ? "Healthy" : `${resource.state}, not healthy`;
  if (resource.state === "Restarting") return `Restarting, ended with ${resource.exitCode}`;
  return resource.state;
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
    await fetch(`/api/resources/${encodeURIComponent(resource.id)}/${command}`, { method: "POST" });
    button.disabled = false;
  });
  return button;
}

function row(resource) {
  const name = element("button", { class: "name", type: "button", text: resource.id });
  const state = element("span", { class: `state ${tone(resource)}`, text: stateText(resource) });
  const started = resource.startedAt ? new Date(resource.startedAt).toLocaleTimeString() : "";
  const again = resource.properties.restarts ? ` (restarted ${resource.properties.restarts}x)` : "";
  const node = element(
    "tr",
    { "data-id": resource.id, "aria-selected": String(resource.id === selected) },
    element("td", {}, name, " ", element("span", { class: "type", text: resource.type })),
    element("td", {}, state, ...(resource.reason ? [element("span", { class: "reason", text: resource.reason })] : [])),
    element("td", { class: "when", text: started + again }),
    element("td", { class: "urls" }, ...resource.urls.map(address)),
    element("td", { class: "commands" }, ...resource.commands.map((command) => commandButton(resource, command))),
  );
  node.addEventListener("click", (event) => {
    if (!event.target.closest("a")) select(resource.id);
  });
  return node;
}

// A row is replaced only when it changed, so that a button keeps its focus and its click.
function show(state) {
  byId("application").textContent = state.application;
  document.title = `${state.application} dashboard`;
  const good = state.resources.filter((resource) => tone(resource) === "good").length;
  byId("summary").textContent = `${good} of ${state.resources.length} healthy`;
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
  byId("count").textContent = search.value ? `${shown} of ${lines.children.length} lines` : `${shown} lines`;
  if (follow.checked) lines.scrollTop = lines.scrollHeight;
}

function append(batch) {
  for (const line of batch) {
    // Colours for terminals are of no use here.
    const text = line.text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "");
    const node = element("li", { text, class: line.isError ? "error" : null });
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
  for (const node of rows.children) node.setAttribute("aria-selected", String(node.dataset.id === id));
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
  }
  count();
}

for (const tab of tabs) byId(`tab-${tab}`).addEventListener("click", () => openTab(tab));
byId("close").addEventListener("click", () => {
  reading?.close();
  selected = null;
  history.replaceState(null, "", "/");
  byId("detail").hidden = true;
  for (const node of rows.children) node.setAttribute("aria-selected", "false");
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
updates.onerror = () => (byId("summary").textContent = "The AppHost does not answer. Waiting for it.");
