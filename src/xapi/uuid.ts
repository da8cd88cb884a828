/** A random UUID (version 4, RFC 4122 4.4) out of 16 random bytes; `randomUUID` is missing on plain http. */
export function uuid(random: (bytes: number) => Uint8Array): string {
  const bytes = random(16).slice();
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
