import type {Interaction, Item, Response} from '../../training/index.ts';
import {lastDay} from '../../ui/day.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {CertificateContent, Rules} from './certificate.ts';
import {confirmable, confirmedOf} from './ledger.ts';

export const behaviour = {
  kind: 'certificate',
  element: 'certificate-activity',

  /** `day` is when it was first issued; `version` the training's at that time. The name and the code are texts: they stay here. */
  items: (rules: Rules): readonly Item[] => [
    {id: 'stage', type: 'choice', options: ['issued', 'not_now']},
    {id: 'confirmed', type: 'choices', options: confirmable(rules)},
    {id: 'day', type: 'number', min: 0, max: lastDay},
    {id: 'name', type: 'text', neverLeaves: true},
    {id: 'code', type: 'text', neverLeaves: true},
    {id: 'version', type: 'text'},
  ],

  interactions: ({rules, words}: CertificateContent, response: Response): readonly Interaction[] => {
    const confirmed = confirmedOf(rules, response);
    const choices = confirmable(rules).map((id) => ({id, text: rowText(words, id)}));
    return confirmed.length === 0
      ? []
      : [{type: 'choice', item: 'confirmed', description: words.title, correct: null, choices, response: confirmed}];
  },
} satisfies ActivityBehaviour;

/** What a line of the ledger is called. */
export function rowText({hours}: CertificateContent['words'], id: string): string {
  if (id === 'on_screen' || id === 'journal') return hours[id];
  return typeof hours.practice === 'string' ? hours.practice : (hours.practice[id] ?? id);
}
