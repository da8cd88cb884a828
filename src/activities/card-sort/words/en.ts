import type {Plural} from '../../../ui/text.ts';

/** What a card sort says by itself, in every training. */
export const en = {
  left: 'Card {at} of {count}',
  all_sorted: 'All the cards are sorted.',
  lies: '“{card}”: {pile}.',
  next_card: 'The next card: “{card}”',
  pile: '{name} ({count})',
  empty: 'No card here yet.',
  back_to_deck: 'Take back: {card}',
  take_back: 'Take back',
  go_on: 'Go on',
  look: 'Look at my cards',
  most: {one: 'At most {count} card.', other: 'At most {count} cards.'} as Plural,
  picked: 'matters most',
  nothing_to_pick: 'There is no card on this pile.',
  own_about: 'Your words are kept on this device.',
  result: 'My cards',
  unsorted: 'Left in the deck',
  read: 'What you can make of it',
  change: 'Sort once more',
  print: 'Print',
};
export type Labels = Readonly<typeof en>;
