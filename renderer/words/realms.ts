/** Texts of the list of realms in the top bar. */
export const realmsWords = {
  search: "Search realms",
  create: "Create realm",
  createName: "Realm name",
  createForm: "New realm",
  copyForm: "Copy of a realm",
  createNow: "Create",
  cancel: "Cancel",
  copy: (realm: string) => `Copy ${realm}`,
  copyName: (realm: string) => `Name of the copy of ${realm}`,
  copyNow: "Copy",
  settings: "Realm settings",
  removed: "Deleted realms",
  bringBack: (realm: string) => `Bring back ${realm}`,
  taken: (realm: string) => `There is a realm “${realm}” already`,
  none: (text: string) => `No realm is called “${text}”`,
  list: "Realms",
};
