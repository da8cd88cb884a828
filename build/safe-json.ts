/**
 * JSON that can stand in a classic script and in a page: no `<` that could end the element, no line separators that a
 * script written before 2019 can't hold in a string.
 */
export const safeJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
