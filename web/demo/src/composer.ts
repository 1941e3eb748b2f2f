import { byId } from "./dom.js";

const form = byId("composer", HTMLFormElement);
const field = byId("question", HTMLTextAreaElement);
const send = byId("send", HTMLButtonElement);
const stop = byId("stop", HTMLButtonElement);

/** What the composer is wired to. */
export interface ComposerHooks {
  readonly onSend: (text: string) => void;
  readonly onStop: () => void;
}

let isReady = false;

/** Wires the question field: Enter sends, Escape stops. What is typed before the page is ready stays in the field. */
export function wireComposer(hooks: ComposerHooks): void {
  const submit = (): void => {
    const text = field.value.trim();
    if (!send.disabled && !send.hidden) {
      field.value = "";
      update();
      hooks.onSend(text);
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !stop.hidden) {
      hooks.onStop();
    }
  });
  field.addEventListener("input", update);
  stop.addEventListener("click", hooks.onStop);
  update();
}

/** Lets questions be sent. */
export function setReady(): void {
  isReady = true;
  update();
}

/** Shows the stop button while an answer is coming. */
export function setBusy(busy: boolean): void {
  const hadFocus = document.activeElement === send || document.activeElement === stop;
  send.hidden = busy;
  stop.hidden = !busy;
  stop.disabled = false;
  update();
  if (hadFocus || !busy) {
    field.focus({ preventScroll: true });
  }
}

/** The stop button was heard. */
export function setStopping(): void {
  stop.disabled = true;
}

function update(): void {
  send.disabled = !isReady || field.value.trim() === "";
  // Browsers without field-sizing grow the field this way.
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
