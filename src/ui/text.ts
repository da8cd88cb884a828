/** Plural forms of a sentence, by CLDR category; `{count}` stands where the number goes. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & {other: string}>;

/** Puts values into `{name}` places of a sentence. Values are text, and are shown as text. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The form of a sentence that fits a number, with the number written as the language writes it. */
export function plural(language: string, count: number, forms: Plural): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return fill(form, {count: new Intl.NumberFormat(language).format(count)});
}
