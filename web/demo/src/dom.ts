/** The element with this id, of this type: the page is broken without it. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new Error(`The page lacks the element #${id}.`);
  }
  return element;
}
