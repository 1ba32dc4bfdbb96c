const number = (count: number) => count.toLocaleString("en-GB");
const counted = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;
const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`;

const importWords = {
  empty: "Choose realm files, or drop them anywhere on this window",
  emptyHelp:
    "Realm exports of Keycloak 15 to 26, files for partial import, single clients, and folders of them. You see what would happen first; nothing changes before you press Import.",
  chooseFiles: "Choose files",
  chooseFolder: "Choose a folder",
  fromKeycloak: "Or fetch a realm from a live Keycloak",
  chooseOther: "Choose other files",
  discard: "Discard",
  heading: "To import",
  reading: "Reading",
  planning: "Looking at what would happen",
  fileProblem: "Not taken in",
  noProblem: "read",
  into: "Into realm",
  intoHelp: "These files do not name a realm.",
  partialImport: "Partial import",
  newRealm: "new realm",
  isThere: "is there already",
  brings: (clients: number, roles: number) =>
    [
      clients > 0 ? counted(clients, "client", "clients") : "",
      roles > 0 ? counted(roles, "role", "roles") : "",
      clients + roles === 0 ? "No clients or roles" : "",
    ]
      .filter((part) => part !== "")
      .join(", "),
  from: (files: readonly string[]) => (files.length === 0 ? "" : `from ${files.join(", ")}`),
  policy: "If a resource already exists",
  policies: {
    fail: { label: "Fail import", help: "Nothing at all is imported." },
    skip: { label: "Skip", help: "What is there stays as it is." },
    overwrite: { label: "Overwrite", help: "What is there is replaced. It can be taken back." },
  },
  actions: {
    create: "Would be created",
    change: "Would change",
    nothing: "Nothing would change",
    refuse: "Refused",
  },
  sameInEffect: "Only internal ids or the order of things: nothing that has an effect.",
  kept: "Kept, not acted on",
  unknownFields: "Fields that Keycloak 26.7 does not know, kept as they are",
  ignored: "Not taken in, because a partial import cannot bring it",
  unseen: "Not in what was pulled, because Keycloak does not show it",
  masked: "Masked secrets",
  maskedHelp:
    "The files show these secrets as **********. Left empty, a secret known here stays, a client that is new gets a new secret, and any other stays masked.",
  maskedKnown: "Left empty: the one that is here stays.",
  maskedClient: "Left empty: a new secret is made.",
  maskedOther: "Left empty: it stays masked.",
  maskedLabel: (name: string, field: string) => `${name}: ${field === "secret" ? "Client secret" : field}`,
  maskedOf: (realm: string) => `Masked secrets of ${realm}`,
  maskedSearch: "Search masked secrets",
  maskedShown: (shown: number, all: number) => `Showing ${number(shown)} of ${number(all)}.`,
  toggleSecret: "Show or hide the secret",
  summary: (of: { created: number; changed: number; untouched: number }) =>
    [
      of.created > 0 ? `${counted(of.created, "realm", "realms")} would be created` : "",
      of.changed > 0 ? `${counted(of.changed, "realm", "realms")} would change` : "",
      of.untouched > 0
        ? `${counted(of.untouched, "realm stays", "realms stay")} as ${of.untouched === 1 ? "it is" : "they are"}`
        : "",
    ]
      .filter((part) => part !== "")
      .join(", "),
  refused: "As it stands the import would be refused; see why above.",
  nothingToDo: "There is nothing to import: all of it is here already.",
  run: "Import",
  bar: "Carry out the import",
  running: "Importing",
  failed: "Not imported",
  cancelled: "Cancelled. Realms that were done before stay imported.",
  done: "Imported",
  open: (realm: string) => `Open realm ${realm}`,
  undo: (realm: string) => `Undo the import into ${realm}`,
  undone: (realm: string) => `Realm ${realm} is as it was before.`,
  more: "Import more",
};

const exportWords = {
  lead: (realm: string) => `Realm ${realm} as a file for Keycloak 26.`,
  form: "Form",
  forms: {
    whole: {
      label: "Whole",
      help: "Everything, with client secrets and private keys: the same tokens elsewhere. Keep the file safe.",
    },
    shareable: {
      label: "Shareable",
      help: "Without secrets and private keys; Keycloak makes new ones on import. Fit for a repository or a ticket.",
    },
    "partial-import": {
      label: "Partial import",
      help: "Clients and roles for a realm that is in Keycloak already. It holds client secrets.",
    },
  },
  report: "What Keycloak would not understand",
  nothingToReport: "Keycloak understands all of it.",
  building: "Building the file",
  download: "Download",
  copy: "Copy",
  size: (fileName: string, characters: number) => `${fileName}, ${sizeOf(characters)}`,
  downloaded: (fileName: string) => `${fileName} was handed over.`,
};

const sizeOf = (characters: number) =>
  characters < 1024 * 1024 ? `${Math.ceil(characters / 1024)} kB` : megabytes(characters);

const keycloakWords = {
  target: "Live Keycloak",
  targetHelp: "The address is remembered. What proves you is kept in this window's memory only, until it is closed.",
  url: "URL",
  urlHint: "https://keycloak.example.com",
  authRealm: "Realm of the administrator",
  credentials: "Sign in with",
  kinds: { user: "User", client: "Client" },
  username: "Username",
  password: "Password",
  clientId: "Client ID",
  clientSecret: "Client secret",
  toggle: "Show or hide",
  needed: "Needed",
  noCredentialsInUrl: "Leave name and password out of the address",
  compare: "Compare",
  compareHelp: (realm: string) => `Tells how realm ${realm} here and the one there differ. Changes nothing.`,
  comparing: "Comparing",
  noRealmThere: (realm: string) => `There is no realm ${realm} there.`,
  noDifference: "No difference",
  unseen: "Not compared, because Keycloak does not show it",
  push: "Push",
  pushHelp: (realm: string) => `Makes the realm there like ${realm} here. You see each step first.`,
  onlyClients: "Only these clients",
  allClients: "All of the realm",
  noClient: "No such client",
  deletes: "Also delete there what is not here",
  deletesHelp: "Off: what is only there stays.",
  plan: "Plan the push",
  planAgain: "Plan again",
  planning: "Planning",
  steps: (count: number) => (count === 0 ? "Nothing to push" : counted(count, "step", "steps")),
  nothingToPush: "All that a push brings is there already.",
  left: (count: number) => `${counted(count, "difference is", "differences are")} left`,
  runPush: (count: number) => `Push ${counted(count, "change", "changes")}`,
  pushing: "Pushing",
  pushed: (count: number) => `Pushed: ${counted(count, "change", "changes")} made there.`,
  stoppedAt: (step: number, all: number) =>
    `Stopped at step ${number(step)} of ${number(all)}. The steps before it are done and stay. Plan again to go on.`,
  cancelled: "Cancelled. What was done before stays done.",
  failed: "Failed",
  doneStep: "done",
  pull: "Pull",
  pullHelp: "Reads a realm from there. It becomes an import: you see what would change here first.",
  pullRealm: "Realm there",
  pulling: "Pulling",
  pulledFrom: (realm: string, url: string) => `realm ${realm} of ${url}`,
};

export const transferWords = {
  title: "Import / Export",
  lead: "Moves realms between this workspace, files and a live Keycloak.",
  sectionsLabel: "Ways to move a realm",
  sections: { import: "Import", export: "Export", keycloak: "Keycloak" },
  files: {
    none: "There is no .json file in it",
    tooMany: (count: number, most: number) =>
      `${number(count)} files are too many: ${number(most)} at the most in one go`,
    tooLarge: (bytes: number, most: number) =>
      `${megabytes(bytes)} are too much: ${megabytes(most)} at the most in one go`,
    notUtf8: "This is no text in UTF-8",
    unreadable: "It cannot be read",
  },
  drop: "Drop to import",
  dropHelp: "You see what would happen before anything changes.",
  dropLater: "An import is under way",
  dropLaterHelp: "Wait until it has ended, then drop again.",
  job: {
    starting: "Starting",
    steps: (done: number, total: number) => `${number(done)} of ${number(total)}`,
    cancel: "Cancel",
  },
  differences: {
    isThere: "there",
    isNotThere: "–",
    secret: "a secret, not shown",
    otherSecret: "another secret",
    nothing: "not set",
    inBoth: (count: number) => `… and ${number(count)} on both sides`,
    count: (count: number) => counted(count, "difference", "differences"),
    shown: (shown: number) => `the first ${number(shown)} are shown`,
    columns: { part: "Part", field: "Field" },
    onImport: { here: "Now", there: "Then", onlyHere: "goes", onlyThere: "comes", caption: "What would change" },
    onCompare: { here: "Here", there: "There", onlyHere: "only here", onlyThere: "only there", caption: "Differences" },
  },
  import: importWords,
  export: exportWords,
  keycloak: keycloakWords,
};
