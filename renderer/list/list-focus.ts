/** Where the focus goes when what had it is gone: ids of what every list has. */
export const SEARCH = "list-search";
export const CREATE = "list-create";
export const removeId = (id: string): string => `remove-${id}`;
