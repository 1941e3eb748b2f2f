import { ChatProblem } from "../../sdk/src/index.js";
import { setReady, wireComposer } from "./composer.js";
import { Demo } from "./demo.js";
import { byId } from "./dom.js";
import { setStatus, showNotice } from "./notices.js";

const retry = byId("retry", HTMLButtonElement);
const restart = byId("restart", HTMLButtonElement);
const earlier = byId("earlier", HTMLButtonElement);

async function start(): Promise<void> {
  let demo: Demo | undefined;
  wireComposer({ onSend: (text) => demo?.ask(text), onStop: () => demo?.stop() });
  const response = await fetch("/demo/config.json");
  if (!response.ok) {
    setStatus("away", "Not set up");
    showNotice("This page needs a publishable key: set Demo:PublishableKey for the gateway.", false);
    return;
  }
  const { publishableKey } = (await response.json()) as { publishableKey: string };
  const page = new Demo(publishableKey);
  demo = page;
  retry.addEventListener("click", () => page.again());
  restart.addEventListener("click", () => page.reset());
  earlier.addEventListener("click", () => {
    page.showEarlier().catch(() => showNotice("The earlier messages cannot be shown just now.", false));
  });
  try {
    // A question asked before it would be taken for the answer that is still under way.
    await page.restore();
  } finally {
    for (const sample of document.querySelectorAll<HTMLButtonElement>("#samples button")) {
      sample.addEventListener("click", () => page.ask(sample.textContent.trim()));
    }
    setReady();
  }
  setStatus("ready", "Online");
}

start().catch((cause: unknown) => {
  // Deleted, of another visitor, or the visitor's token has run out.
  const isGone = cause instanceof ChatProblem && [401, 403, 404].includes(cause.status);
  setStatus(isGone ? "ready" : "away", isGone ? "Online" : "Offline");
  showNotice(isGone ? "The earlier conversation is gone. Start a new one." : "The server cannot be reached.", false);
  restart.hidden = false;
});
