// One file comes out: the page with its script and its style inside, each with the place for the
// number that the server makes anew for every page load (see Api::page).
import { defineConfig, type Plugin } from "vite";

const NONCE = "NONCE-OF-THIS-PAGE";

function inOneFile(): Plugin {
  return {
    name: "in-one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["index.html"];
      if (page?.type !== "asset") this.error("there is no page");
      let script = "";
      let style = "";
      for (const [name, part] of Object.entries(bundle)) {
        if (name === "index.html") continue;
        if (part.type === "chunk") {
          if (script !== "") this.error("there is more than one script");
          script = part.code;
        } else if (name.endsWith(".css")) {
          style += String(part.source);
        } else {
          this.error(`${name} has no place in the page`);
        }
        delete bundle[name];
      }
      // what would end the element, or begin a comment in it, is written another way
      const safe = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
      const body = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/, "")
        .replace(/\s*<link rel="(stylesheet|modulepreload)"[^>]*crossorigin[^>]*>/g, "")
        .replace("</head>", () => `<style nonce="${NONCE}">${style}</style>\n</head>`)
        .replace("</body>", () => `<script type="module" nonce="${NONCE}">${safe}</script>\n</body>`);
      page.source = body;
    },
  };
}

export default defineConfig({
  plugins: [inOneFile()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});
