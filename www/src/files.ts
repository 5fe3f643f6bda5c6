/** Files in and out, and the clipboard. */

/** Lets the person choose a file; the answer comes when one was chosen. */
export function chooseFile(accept: string, take: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) take(file);
  });
  input.click();
}

export function saveFile(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `${name.replace(/[^\w.-]+/g, "-").replace(/^-+|-+$/g, "") || "policy"}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Whether the text is on the clipboard now. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a file is a catalogue rather than a policy, by the format that its first lines name. */
export const isCatalogue = (text: string) => /"format"\s*:\s*"ramlight-catalog\//.test(text.slice(0, 2_000));
