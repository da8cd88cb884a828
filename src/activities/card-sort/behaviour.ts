import type {Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {CardSortContent, Rules} from './card-sort.ts';

/** Which of the screens is shown, beside the deck. */
export const stages = ['picking', 'reading'] as const;
/** Ids beside the author's cards. */
export const reservedItems: readonly string[] = ['stage', 'picked', 'own'];

/** The pile a card lies on; null while it is still in the deck. */
export function pileOf({piles}: Rules, response: Response, card: string): string | null {
  const given = response[card];
  return typeof given === 'string' && piles.includes(given) ? given : null;
}

/** The cards on a pile, in the author's order; those of the deck for null. */
export const cardsOn = (rules: Rules, response: Response, pile: string | null): readonly string[] =>
  rules.cards.filter((card) => pileOf(rules, response, card) === pile);

/** The cards picked that still lie on the pile picked from. */
export function pickedOf(rules: Rules, response: Response): readonly string[] {
  const {picked} = response;
  if (!rules.pick || typeof picked !== 'object' || picked === null) return [];
  return cardsOn(rules, response, rules.pick.pile).filter((card) => picked.includes(card));
}

export const behaviour = {
  kind: 'card-sort',
  element: 'card-sort-activity',

  items: ({cards, piles, pick, own}: Rules): readonly Item[] => [
    ...cards.map((id) => ({id, type: 'choice', options: piles}) as const),
    {id: 'stage', type: 'choice', options: stages},
    ...(pick ? [{id: 'picked', type: 'choices', options: cards} as const] : []),
    ...(own ? [{id: 'own', type: 'text'} as const] : []),
  ],

  /** One for each card that lies on a pile, and one for the cards picked. The learner's own words are none (DESIGN 3). */
  interactions: ({rules, words}: CardSortContent, response: Response): readonly Interaction[] => {
    const piles = rules.piles.map((id) => ({id, text: words.piles[id]?.name ?? id}));
    const sorted = rules.cards.flatMap((card): readonly Interaction[] => {
      const pile = pileOf(rules, response, card);
      const description = `${words.ask} ${words.cards[card] ?? card}`;
      return pile === null
        ? []
        : [{type: 'choice', item: card, description, correct: null, choices: piles, response: [pile]}];
    });
    const picked = pickedOf(rules, response);
    if (picked.length === 0) return sorted;
    const choices = rules.cards.map((id) => ({id, text: words.cards[id] ?? id}));
    const description = words.pick ?? '';
    return [...sorted, {type: 'choice', item: 'picked', description, correct: null, choices, response: picked}];
  },
} satisfies ActivityBehaviour;
