/** Random bytes, handed in so that a test can hold them still. `crypto.getRandomValues` also answers on plain http. */
export type Random = (length: number) => Uint8Array;

/** The key that private answers are sealed with: made once per learner and package (DESIGN 3, "Private"). */
export const newKey = (random: Random): Uint8Array => random(32);

/** Whether these are bytes that can be a key. */
export const isKey = (bytes: Uint8Array | null | undefined): bytes is Uint8Array => bytes?.length === 32;

/**
 * XChaCha20-Poly1305 (`xchacha.ts`). It is a script of its own, brought with the first private activity: it weighs as much
 * as all the rest of the device, and nothing private is written or read without one.
 */
export interface Cipher {
  encrypt(key: Uint8Array, nonce: Uint8Array, place: Uint8Array, text: Uint8Array): Uint8Array;
  /** @throws if key, place or text is another */
  decrypt(key: Uint8Array, nonce: Uint8Array, place: Uint8Array, sealed: Uint8Array): Uint8Array;
}

/**
 * A text that only the key opens again, as base64: the nonce, then what XChaCha20-Poly1305 makes of it. Synchronous,
 * because WebCrypto is neither that nor there on plain http. `place` says where the text belongs; it is not stored,
 * but the text opens at no other place.
 */
export function seal(cipher: Cipher, key: Uint8Array, text: string, place: string, random: Random): string {
  const nonce = random(24);
  // Blanks up to the next 64: otherwise the length would tell `never` from `every_day`.
  const padded = text.padEnd(Math.ceil(text.length / 64) * 64);
  return toBase64(nonce) + toBase64(cipher.encrypt(key, nonce, utf8(place), utf8(padded)));
}

/** What was sealed, with the blanks it was padded with; null if key or place is another, or the text was damaged. */
export function open(cipher: Cipher, key: Uint8Array, sealed: string, place: string): string | null {
  try {
    const bytes = fromBase64(sealed);
    const text = cipher.decrypt(key, bytes.subarray(0, 24), utf8(place), bytes.subarray(24));
    return new TextDecoder().decode(text);
  } catch {
    return null;
  }
}

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** @throws if it is not base64 */
export function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length); // a whole training is opened letter by letter here
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** A key written as base64; null if it is none. */
export function keyFrom(text: unknown): Uint8Array | null {
  try {
    const bytes = fromBase64(String(text));
    return isKey(bytes) ? bytes : null;
  } catch {
    return null;
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text);
