/**
 * Renders the little Markdown that answers use, as DOM nodes and never as HTML text: what a model writes cannot become
 * markup of its own. Paragraphs, lists, code, bold, italic, links to http, https, mailto and tel,
 * numbers of sources.
 */
export function renderMarkdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const blocks = text.split(/```/);
  blocks.forEach((block, index) => {
    if (index % 2 === 1) {
      fragment.append(codeBlock(block));
    } else {
      for (const paragraph of block.split(/\n{2,}/).filter((part) => part.trim() !== "")) {
        fragment.append(...renderParagraph(paragraph.replace(/^\n+|\n+$/g, "")));
      }
    }
  });
  return fragment;
}

function codeBlock(block: string): HTMLElement {
  const pre = document.createElement("pre");
  const code = document.createElement("code");
  code.textContent = block.replace(/^[\w+-]*\n/, "").replace(/\n$/, "");
  pre.append(code);
  return pre;
}

function renderParagraph(paragraph: string): HTMLElement[] {
  const elements: HTMLElement[] = [];
  let list: HTMLElement | undefined;
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) {
      const element = document.createElement("p");
      element.append(...renderInline(lines.join("\n")));
      elements.push(element);
      lines = [];
    }
  };
  for (const line of paragraph.split("\n")) {
    const item = /^\s*(?:([-*])|(\d+)[.)])\s+(.*)$/.exec(line);
    if (item === null) {
      list = undefined;
      lines.push(line);
      continue;
    }
    flush();
    if (list === undefined) {
      list = document.createElement(item[1] === undefined ? "ol" : "ul");
      elements.push(list);
    }
    const entry = document.createElement("li");
    entry.append(...renderInline(item[3] ?? ""));
    list.append(entry);
  }
  flush();
  return elements;
}

const inline = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)|\s?\[(\d{1,2})\]/g;

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
  const [whole, code, bold, italic, label, target, reference] = match;
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
  return link(label ?? "", target ?? "") ?? whole;
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
