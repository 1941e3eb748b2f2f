// Gathers what the gateway serves into web/dist. The layout keeps the relative imports of the compiled modules.
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const out = join(root, "dist");

function copyScripts(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.endsWith(".js"))) {
    cpSync(join(from, name), join(to, name));
  }
}

rmSync(out, { recursive: true, force: true });
cpSync(join(root, "demo/public"), out, { recursive: true });
copyScripts(join(root, "demo/dist"), join(out, "assets/demo/src"));
copyScripts(join(root, "sdk/dist/src"), join(out, "assets/sdk/src"));
