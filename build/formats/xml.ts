/** A piece of XML (or HTML) that is finished: `xml` takes it as it is. */
export interface Xml {
  readonly xml: string;
}

/** Writes XML: whatever is put in is text and is escaped, unless it is XML already. */
export function xml(parts: TemplateStringsArray, ...values: readonly (string | number | Xml | readonly Xml[])[]): Xml {
  return {xml: String.raw({raw: parts}, ...values.map(written))};
}

const written = (value: string | number | Xml | readonly Xml[]): string => {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'xml' in value ? value.xml : value.map((piece) => piece.xml).join('');
};

/** Only the four names every reader knows: Moodle shows `&#233;` as it stands (MOODLE 5). */
const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => names[sign as keyof typeof names]).replace(impossible, '');
const names = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
/** What XML 1.0 can't hold, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it takes out
const impossible = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
