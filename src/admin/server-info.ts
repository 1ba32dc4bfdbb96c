import { arch, cpus, release, totalmem, type, userInfo } from "node:os";
import { MASTER } from "../domain/master-realm.ts";
import { type AdminAnswer, forbidden, ok } from "./admin-answer.ts";
import type { AdminCall } from "./admin-call.ts";
import serverInfo from "./server-info.json" with { type: "json" };

/** The Keycloak that answers are compared with: clients choose their behaviour by it. */
const VERSION = "26.7.0";

/** `GET /admin/serverinfo`: what forms are made of, as Keycloak has it. Only administrators of `master` are told of the machine. */
export function readServerInfo({ ctx, admin }: AdminCall): AdminAnswer {
  if (!admin.isServerAdmin && !ctx.realmNames().some((name) => admin.hasAny(name)))
    return forbidden(`${admin.username} has no right over any realm`);
  if (admin.realm.name !== MASTER) return ok(serverInfo);
  return ok({
    systemInfo: systemInfo(),
    cpuInfo: { processorCount: cpus().length },
    memoryInfo: memoryInfo(),
    ...serverInfo,
  });
}

/** Keycloak tells of its Java; what reads it wants the version, and all of the names to be there. */
function systemInfo(): object {
  const uptimeMillis = Math.round(process.uptime() * 1000);
  return {
    version: VERSION,
    serverTime: new Date().toString(),
    uptime: uptimeText(uptimeMillis),
    uptimeMillis,
    javaVersion: process.version,
    javaVendor: "Node.js",
    javaVm: "V8",
    javaVmVersion: process.versions.v8,
    javaRuntime: "Node.js",
    javaHome: process.execPath,
    osName: type(),
    osArchitecture: arch(),
    osVersion: release(),
    fileEncoding: "UTF-8",
    userName: userInfo().username,
    userDir: process.cwd(),
    userTimezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    userLocale: Intl.DateTimeFormat().resolvedOptions().locale,
  };
}

function uptimeText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [days, hours, minutes] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  return `${days} days, ${hours} hours, ${minutes} minutes, ${seconds % 60} seconds`;
}

function memoryInfo(): object {
  const total = totalmem();
  const used = process.memoryUsage().rss;
  const free = total - used;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
  return {
    total,
    totalFormated: megabytes(total),
    used,
    usedFormated: megabytes(used),
    free,
    freePercentage: Math.round((free / total) * 100),
    freeFormated: megabytes(free),
  };
}
