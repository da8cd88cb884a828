import type {Setting} from '../activities/activity.ts';
import type {Language} from '../training/index.ts';
import {helpLinesIn, wordsIn} from '../xapi/settings.ts';

/**
 * What an institution set for activities in `destt.config.js`, in a language; null where it set nothing usable, so that the
 * country's defaults stay. The file is edited by hand, so nothing in it is trusted.
 */
export function settingFrom(config: unknown, language: Language): Setting | null {
  const set = typeof config === 'object' && config !== null && 'helpLines' in config ? config.helpLines : null;
  const helpLines = helpLinesIn(set).map(({number, name, note}) => ({
    number,
    name: wordsIn(name, language),
    note: wordsIn(note, language),
  }));
  return helpLines.length > 0 ? {helpLines} : null;
}
