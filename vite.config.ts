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

/** What each bundle has in it of others, and on which terms; goes into the packages. */
const license = { fileName: "licences.md" };

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
    license,
    copyPublicDir: false,
    rolldownOptions: { input: { [name]: `${root}/${entry}` }, external, output },
  },
});

/** A sandboxed preload can load no other file. */
const inOneFile: BundleOutput = { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false };
/** Dynamic imports stay files of their own: what starts loads only what it needs, and is there the sooner. */
const inParts = (name: string, format: "cjs" | "es"): BundleOutput => {
  const extension = format === "cjs" ? "cjs" : "mjs";
  return {
    format,
    entryFileNames: `${name}.${extension}`,
    chunkFileNames: `chunks/[name]-[hash].${extension}`,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } }, // names stay, for stack traces
  };
};

const environments: Record<string, EnvironmentOptions> = {
  client: {
    build: {
      outDir: `${root}/dist/renderer`,
      emptyOutDir: true,
      target: "chrome114", // Chromium of the oldest Electron
      cssCodeSplit: false, // the order of the rules stays, in whatever order the screens come
      modulePreload: { polyfill: false },
      license,
      assetsInlineLimit: 0, // the page's policy has no data: for fonts
      chunkSizeWarningLimit: 1200,
    },
  },
  main: nodeBundle("main", "electron/main.ts", inParts("main", "cjs")), // the oldest Electron takes no ES module
  preload: nodeBundle("preload", "electron/preload.ts", inOneFile),
  cli: nodeBundle("cli", "src/cli.ts", inParts("tokenbench", "es")),
  library: nodeBundle("library", "src/index.ts", inParts("index", "es")),
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

/** What comes soon is waited for so long: of itself the runner gives up after a second, which a busy machine may need. */
const patient = { poll: { timeout: 10_000 } };

/** Tests that start servers, browsers and windows. One group of projects runs after the other. */
const slowProject = (name: string, groupOrder: number, workers: object, globalSetup: string[] = []) => ({
  test: {
    name,
    root,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: patient,
    sequence: { groupOrder },
    globalSetup,
    ...workers,
  },
});

/** Files share the modules they loaded: a third of the time. Of itself the runner leaves one core idle, which on two cores is half. */
const sideBySide = { isolate: false, maxWorkers: 2 };
/** What needs a whole machine, or a server that all share: one file at a time. */
const alone = { fileParallelism: false };

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
          expect: patient,
          ...sideBySide,
          sequence: { groupOrder: 0 },
        },
      },
      slowProject("doors", 1, sideBySide),
      slowProject("cli", 1, sideBySide),
      slowProject("browser", 2, sideBySide),
      slowProject("desktop", 3, alone, display),
      slowProject("full", 4, alone, display),
      slowProject("keycloak", 5, alone, ["test/support/real-keycloak.mjs"]),
    ],
  },
});
