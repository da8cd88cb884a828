import * as v from 'valibot';
import {type AgreementContent, agreement, type Rules} from './agreement.ts';

/** Four proposals, of which three may be chosen. */
export const exampleRules: Rules = v.parse(agreement.rules, {
  choose: 3,
  proposals: ['time', 'listen', 'pass', 'phones'],
});

/** The example's words, each said in `language`: `listen (en)`. */
export function exampleContent(language: string): AgreementContent {
  const sayAll = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, `${id} (${language})`]));
  const words = {
    ...{title: `title (${language})`, intro: `intro (${language})`},
    ...{proposals: sayAll(exampleRules.proposals), sheets: sayAll(['group', 'class', 'parents'])},
  };
  return {rules: exampleRules, words};
}
