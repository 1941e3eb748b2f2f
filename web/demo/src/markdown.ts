/**
 * Renders the Markdown that answers use, as DOM nodes and never as HTML text: what a model writes cannot become markup of
 * its own. Paragraphs, headings, lists in lists, quotes, tables, code, bold, italic, links to http, https, mailto and tel,
 * numbers of sources.
 */
export function renderMarkdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  text.split(/```/).forEach((block, index) => {
    fragment.append(...(index % 2 === 1 ? [codeBlock(block)] : renderBlocks(block.split("\n"))));
  });
  return fragment;
}

function codeBlock(block: string): HTMLElement {
  const pre = document.createElement("pre");
  // Scrolls sideways, by keys too.
  pre.tabIndex = 0;
  pre.append(element("code", block.replace(/^[\w+-]*\n/, "").replace(/\n$/, "")));
  return pre;
}

const heading = /^#{1,6}\s+(.*?)\s*#*$/;
const quote = /^\s*>\s?/;
const item = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

function renderBlocks(lines: readonly string[]): HTMLElement[] {
  const blocks: HTMLElement[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const title = heading.exec(line);
    let until = at + 1;
    if (title !== null) {
      blocks.push(withInline("p", title[1] ?? "", "heading"));
    } else if (quote.test(line)) {
      until = firstAfter(lines, at, (next) => !quote.test(next));
      const quoted = document.createElement("blockquote");
      quoted.append(...renderBlocks(lines.slice(at, until).map((part) => part.replace(quote, ""))));
      blocks.push(quoted);
    } else if (item.test(line)) {
      until = firstAfter(lines, at, (next) => !item.test(next) && !/^\s+\S/.test(next));
      blocks.push(...renderLists(lines.slice(at, until)));
    } else if (beginsTable(lines, at)) {
      until = firstAfter(lines, at, (next) => !next.includes("|"));
      blocks.push(renderTable(lines.slice(at, until)));
    } else if (line.trim() !== "") {
      until = firstAfter(lines, at, (_, index) => beginsBlock(lines, index));
      blocks.push(withInline("p", lines.slice(at, until).join("\n")));
    }
    at = until;
  }
  return blocks;
}

function firstAfter(lines: readonly string[], at: number, ends: (line: string, index: number) => boolean): number {
  const found = lines.findIndex((line, index) => index > at && ends(line, index));
  return found < 0 ? lines.length : found;
}

function beginsBlock(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  return line.trim() === "" || heading.test(line) || quote.test(line) || item.test(line) || beginsTable(lines, at);
}

function beginsTable(lines: readonly string[], at: number): boolean {
  const rule = lines[at + 1] ?? "";
  return (lines[at] ?? "").includes("|") && rule.includes("|") && tableRule.test(rule);
}

// What is indented further than the first item belongs to the item above it.
function renderLists(lines: readonly string[]): HTMLElement[] {
  const lists: HTMLElement[] = [];
  const indent = item.exec(lines[0] ?? "")?.[1]?.length ?? 0;
  for (let at = 0; at < lines.length; ) {
    const [, , bullet, number, text] = item.exec(lines[at] ?? "") ?? [];
    const until = firstAfter(lines, at, (next) => (item.exec(next)?.[1]?.length ?? Infinity) <= indent);
    const name = number === undefined ? "ul" : "ol";
    let list = lists.at(-1);
    if (list?.localName !== name) {
      list = document.createElement(name);
      if (number !== undefined && number !== "1") {
        list.setAttribute("start", number);
      }
      lists.push(list);
    }
    const entry = withInline("li", bullet === undefined && number === undefined ? (lines[at] ?? "") : (text ?? ""));
    entry.append(...renderBlocks(lines.slice(at + 1, until).map((line) => line.replace(/^\s{1,4}/, ""))));
    list.append(entry);
    at = until;
  }
  return lists;
}

function renderTable(lines: readonly string[]): HTMLElement {
  const table = document.createElement("table");
  lines.forEach((line, index) => {
    if (index !== 1) {
      const cells = line.trim().replace(/^\||\|$/g, "").split("|");
      table.insertRow().append(...cells.map((cell) => withInline(index === 0 ? "th" : "td", cell.trim())));
    }
  });
  const frame = document.createElement("div");
  frame.className = "table";
  frame.tabIndex = 0;
  frame.append(table);
  return frame;
}

function withInline(name: string, text: string, className = ""): HTMLElement {
  const result = document.createElement(name);
  result.className = className;
  result.append(...renderInline(text));
  return result;
}

const inline = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)|\s?\[(\d{1,2})\]|(https?:\/\/[^\s<>]*[^\s<>.,;:!?'"()\]*])/g;

function renderInline(text: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    nodes.push(...plain(text.slice(from, match.index)));
    nodes.push(renderMatch(match));
    from = match.index + match[0].length;
  }
  nodes.push(...plain(text.slice(from)));
  return nodes;
}

function renderMatch(match: RegExpMatchArray): Node | string {
  const [whole, code, bold, italic, label, target, reference, address] = match;
  if (code !== undefined) {
    return element("code", code);
  }
  if (bold !== undefined) {
    return element("strong", bold);
  }
  if (italic !== undefined) {
    return element("em", italic);
  }
  if (reference !== undefined) {
    const glued = document.createDocumentFragment();
    // A word joiner: the number stays on the line of the word it belongs to.
    glued.append("\u2060", referenceTo(reference));
    return glued;
  }
  return (address === undefined ? link(label ?? "", target ?? "") : link(address, address)) ?? whole;
}

/** The number of a source, as the list below the answer shows it; pressing it opens the source there. */
function referenceTo(number: string): HTMLElement {
  const mark = document.createElement("button");
  mark.type = "button";
  mark.textContent = number;
  mark.className = "reference";
  mark.dataset["source"] = number;
  mark.setAttribute("aria-label", `Source ${number}`);
  return mark;
}

/** A link, or undefined when its address is none that may be opened. */
export function link(label: string, target: string): HTMLAnchorElement | undefined {
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(target)) {
    return undefined;
  }
  const anchor = document.createElement("a");
  anchor.href = target;
  anchor.textContent = label;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

function element(name: string, text: string): HTMLElement {
  const result = document.createElement(name);
  result.textContent = text;
  return result;
}

function plain(text: string): (Node | string)[] {
  return text
    .split("\n")
    .flatMap((line, index): (Node | string)[] => (index === 0 ? [line] : [document.createElement("br"), line]))
    .filter((node) => node !== "");
}
