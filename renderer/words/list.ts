/** Texts that lists of things share. */
export const listWords = {
  add: "Add",
  addTo: (label: string) => `Add: ${label}`,
  keep: "Keep",
  remove: "Delete",
  removeOf: (name: string) => `Delete ${name}`,
  selected: (count: number) => `${count} selected`,
  selection: "With what is selected",
  clear: "Clear selection",
  hidden: (names: readonly string[]) => `Hidden: ${names.join(", ")}`,
  clearSearch: "Clear the search",
};
