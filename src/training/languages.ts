/** The languages a training is written in (BCP 47), in the order the switch shows them. */
export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** What the language switch shows: each language by its own people's short name. */
export const languageLabels: Readonly<Record<Language, string>> = {kk: 'ҚАЗ', ru: 'РУС', en: 'ENG'};
/** The full own names, for screen readers and menus. */
export const languageNames: Readonly<Record<Language, string>> = {kk: 'Қазақша', ru: 'Русский', en: 'English'};

/** One letter a language in suspend data. A letter once given is never given to another language. */
export const languageLetters: Readonly<Record<Language, string>> = {kk: 'k', ru: 'r', en: 'e'};

/** Reads a language tag from outside (`ru-RU`, `KZ`, `en_GB`); null if it is none of ours. `kz` is understood as Kazakh. */
export function languageFrom(tag: unknown): Language | null {
  if (typeof tag !== 'string') return null;
  const primary =
    tag
      .trim()
      .toLowerCase()
      .split(/[-_,;]/)[0] ?? '';
  const known = primary === 'kz' || primary === 'kaz' ? 'kk' : primary;
  return languages.find((language) => language === known) ?? null;
}
