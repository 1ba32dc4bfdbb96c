/** Hands text to the browser as a file to save; in the app it asks where to. */
export const saveFile = (name: string, text: string): void => saveBytes(name, text, "application/json");

export function saveBytes(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
