/**
 * The 85 letters of packed bytes: printable ASCII without those that an LMS, XML, JSON, a URL or a spreadsheet may
 * change or cut at (space " ' \ < > & ` and the comma). `~` is left over, and separates blocks.
 */
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+-./:;=?@[]^_{|}';

/** Bytes as letters, four bytes to five; a last group of n bytes takes n + 1 letters. */
export function toBase85(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const group = [0, 1, 2, 3].reduce((value, i) => value * 256 + (bytes[at + i] ?? 0), 0);
    const five = [4, 3, 2, 1, 0].map((power) => letters[Math.floor(group / 85 ** power) % 85]).join('');
    text += five.slice(0, bytes.length - at + 1);
  }
  return text;
}

/** The bytes of such letters; null if they can't have been written by `toBase85`. */
export function fromBase85(text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 5) {
    const given = Math.min(5, text.length - at);
    let group = 0;
    for (let i = 0; i < 5; i++) {
      // Missing letters count as the highest: the whole bytes before them then come out right.
      const digit = i < given ? letters.indexOf(text[at + i]!) : 84;
      if (digit < 0) return null;
      group = group * 85 + digit;
    }
    if (given === 1 || group >= 2 ** 32) return null;
    for (let i = 0; i < given - 1; i++) bytes.push(Math.floor(group / 256 ** (3 - i)) % 256);
  }
  return Uint8Array.from(bytes);
}
