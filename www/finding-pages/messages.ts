/** Reads the ` ```expect ` blocks of a page (tests/cases/README.md is their form). */
export interface Words { message: string; help: string }
export interface Message {
  /** the first line of the text that is marked */
  at: string;
  /** the line that it stands in, counted from 1; `null`: the first that has it */
  line: number | null;
  en: Words;
  zh: Words;
}

export function messages(block: string): Message[] {
  return block.split(/\n\s*\n/).filter((part) => part.trim() !== "").map((part) => {
    const fields = new Map(part.split("\n").flatMap((line): [string, string][] => {
      const [, name, value] = /^(at|line|cause|en|en help|zh|zh help): ?(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? ""]];
    }));
    const words = (language: string): Words => ({ message: fields.get(language) ?? "", help: fields.get(`${language} help`) ?? "" });
    const line = fields.get("line");
    return { at: fields.get("at") ?? "", line: line === undefined ? null : Number(line), en: words("en"), zh: words("zh") };
  });
}
