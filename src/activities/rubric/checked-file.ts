import {isObject} from '../../training/is-object.ts';
/**
 * A small file that two learners hand to one another (by LMS, messenger, USB): JSON with a check, so that one which was
 * cut, retyped or is something else is told from one that can be trusted. No secret and no signature: it protects from
 * accidents, not from a forger.
 */
export function toCheckedFile(format: string, content: unknown): string {
  return `${JSON.stringify({destt: format, version: 1, check: checkOf(content), content}, null, 1)}\n`;
}

/** The content of such a file; null if it is another one or was damaged. What it holds is still to be checked. */
export function fromCheckedFile(format: string, text: string): Readonly<Record<string, unknown>> | null {
  try {
    const file: unknown = JSON.parse(text);
    if (!isObject(file) || file.destt !== format || file.version !== 1 || !isObject(file.content)) return null;
    return file.check === checkOf(file.content) ? file.content : null;
  } catch {
    return null; // no JSON
  }
}

/** Larger than any file of ours: what is opened by mistake is not even read. */
export const checkedFileLimit = 200_000;

/** FNV-1a of the content as JSON, 32 bits. */
function checkOf(content: unknown): string {
  let sum = 0x811c9dc5;
  for (const letter of JSON.stringify(content)) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}
