import type {HelpLine, Setting} from '../activities/activity.ts';
import type {Language} from '../training/index.ts';

/**
 * What an institution set in `destt.config.js`, as far as this language has it; null where it set nothing usable, so
 * that the country's defaults stay. The file is edited by hand, so nothing in it is trusted.
 */
export function settingFrom(config: unknown, language: Language): Setting | null {
  const lines = field(config, 'helpLines');
  if (!Array.isArray(lines)) return null;
  const helpLines = lines.flatMap((line): HelpLine[] => {
    const number = field(line, 'number');
    if (typeof number !== 'string' || !/^[\d+() -]{2,20}$/.test(number)) return [];
    return [{number, name: inLanguage(field(line, 'name'), language), note: inLanguage(field(line, 'note'), language)}];
  });
  return helpLines.length > 0 ? {helpLines} : null;
}

function inLanguage(text: unknown, language: Language): string {
  const own = typeof text === 'string' ? text : field(text, language);
  return typeof own === 'string' ? own : '';
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
