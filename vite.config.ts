import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { builtinModules } from "node:module";
import react from "@vitejs/plugin-react";
import postcssMantine from "postcss-preset-mantine";
import { createBuilder, type EnvironmentOptions, type Plugin, type ViteBuilder, type ViteDevServer } from "vite";
import { defineConfig } from "vitest/config";
import { prepareTestRuntime, sandboxFlags } from "./test/support/electron-runtime.mjs";

const root = import.meta.dirname;
const DEV_PORT = 5173;
const external = ["electron", ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

type BundleOutput = {
  format: "cjs" | "es";
  entryFileNames: string;
  chunkFileNames?: string;
  codeSplitting?: false;
  minify?: { compress: false; mangle: false; codegen: { removeWhitespace: boolean } };
};

/** A bundle for Node or Electron with everything inlined but Electron and Node's own modules, so it runs without node_modules. */
const nodeBundle = (name: string, entry: string, output: BundleOutput): EnvironmentOptions => ({
  consumer: "server",
  // CommonJS packages inside an ES module still ask for their file.
  ...(output.format === "es"
    ? { define: { __filename: "import.meta.filename", __dirname: "import.meta.dirname" } }
    : {}),
  resolve: { noExternal: true, external, conditions: ["node", "import", "module", "default"] },
  build: {
    outDir: `${root}/dist/${name}`,
    emptyOutDir: true,
    target: "node18", // Node of the oldest Electron the app runs on
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: { input: { [name]: `${root}/${entry}` }, external, output },
  },
});

/** Sandboxed preloads and the oldest Electron need CommonJS, whole in one file. */
const commonJs: BundleOutput = { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false };
/** Dynamic imports stay files of their own: a command loads only what it needs, and starts the sooner. */
const esModule = (name: string): BundleOutput => ({
  format: "es",
  entryFileNames: `${name}.mjs`,
  chunkFileNames: "chunks/[name]-[hash].mjs",
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } }, // names stay, for stack traces
});

const environments: Record<string, EnvironmentOptions> = {
  client: {
    build: {
      outDir: `${root}/dist/renderer`,
      emptyOutDir: true,
      target: "chrome114", // Chromium of the oldest Electron
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0, // the page's policy has no data: for fonts
      chunkSizeWarningLimit: 1200,
    },
  },
  main: nodeBundle("main", "electron/main.ts", commonJs),
  preload: nodeBundle("preload", "electron/preload.ts", commonJs),
  cli: nodeBundle("cli", "src/cli.ts", esModule("tokenbench")),
  library: nodeBundle("library", "src/index.ts", esModule("index")),
};

/** Builds one bundle, and again at each change. Resolves after the first build; `rebuilt` is called after every later one. */
async function watchBundle(builder: ViteBuilder, name: string, rebuilt: () => void): Promise<void> {
  const environment = builder.environments[name];
  if (!environment) throw new Error(`No bundle is named ${name}`);
  const watcher = await builder.build(environment);
  if (!("on" in watcher)) throw new Error("Vite was not asked to watch");
  await new Promise<void>((firstBuilt) => {
    let first = true;
    watcher.on("event", (event) => {
      if (event.code !== "END") return;
      if (first) firstBuilt();
      else rebuilt();
      first = false;
    });
  });
}

/** Starts Electron on the development server, and anew when asked; ends with it. */
async function createElectronRunner(server: ViteDevServer) {
  const { executable } = await prepareTestRuntime((line) => server.config.logger.info(line));
  const env = { ...process.env, TOKENBENCH_DEV_SERVER_URL: server.resolvedUrls?.local[0] ?? "" };
  let child: ChildProcess | undefined;
  return {
    async restart(): Promise<void> {
      const old = child;
      old?.removeAllListeners("exit");
      if (old?.kill()) await once(old, "exit"); // it holds the port and the single-instance lock until then
      child = spawn(executable, [...sandboxFlags(), "."], { cwd: root, stdio: "inherit", env });
      child.once("exit", () => void server.close().then(() => process.exit(0)));
    },
    stop(): void {
      child?.removeAllListeners("exit");
      child?.kill();
    },
  };
}

async function runDevelopment(server: ViteDevServer): Promise<void> {
  const runner = await createElectronRunner(server);
  const options = { configFile: `${root}/vite.config.ts`, mode: "development", logLevel: "warn", build: { watch: {} } };
  const builder = await createBuilder({ ...options, logLevel: "warn" });
  await watchBundle(builder, "preload", () => server.ws.send({ type: "full-reload" }));
  await watchBundle(builder, "main", () => void runner.restart());
  await runner.restart();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      runner.stop();
      process.exit(0);
    });
  }
}

/** `npm run dev`: the page reloads as it is edited, Electron restarts when its main process changes. */
function electronDevelopment(): Plugin {
  return {
    name: "electron-development",
    apply: (_config, { command }) => command === "serve" && !process.env.VITEST,
    configureServer(server) {
      server.httpServer?.once("listening", () => {
        runDevelopment(server).catch((error: unknown) => {
          server.config.logger.error(error instanceof Error ? error.message : String(error));
          process.exit(1);
        });
      });
    },
  };
}

/** Tests that drive windows and browsers: one file at a time, after the quick ones, on a display of their own if need be. */
const slowProject = (name: string, groupOrder: number, globalSetup: string[]) => ({
  test: {
    name,
    root,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    sequence: { groupOrder },
    globalSetup,
  },
});

const display = ["test/support/display.mjs"];
const slowFolders = ["browser", "cli", "desktop", "doors", "full", "keycloak"].map((name) => `test/${name}/**`);

export default defineConfig({
  root: `${root}/renderer`,
  base: "./",
  plugins: [react(), electronDevelopment()],
  css: { postcss: { plugins: [postcssMantine()] } },
  environments,
  builder: {},
  server: {
    host: "127.0.0.1",
    port: DEV_PORT,
    strictPort: true,
    // The window's page is at app://ui/ in development too, so the reload channel has to be told where Vite is.
    hmr: { protocol: "ws", host: "127.0.0.1", clientPort: DEV_PORT },
  },
  test: {
    root,
    projects: [
      {
        test: {
          name: "unit",
          root,
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: slowFolders,
          testTimeout: 20_000,
          isolate: false, // files share the modules they loaded: a third of the time
          maxWorkers: 2, // of itself the runner leaves one core idle, which on two cores is half
          sequence: { groupOrder: 0 },
        },
      },
      slowProject("doors", 1, []),
      slowProject("cli", 1, []),
      slowProject("browser", 2, []),
      slowProject("desktop", 3, display),
      slowProject("full", 4, display),
      slowProject("keycloak", 5, []), // needs a real Keycloak
    ],
  },
});
