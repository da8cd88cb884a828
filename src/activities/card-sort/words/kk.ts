import type {Labels} from './en.ts';

export const kk: Labels = {
  left: '{at}-карточка, барлығы {count}',
  all_sorted: 'Карточкалардың бәрі бөлінді.',
  lies: '«{card}»: {pile}.',
  next_card: 'Келесі карточка: «{card}»',
  pile: '{name} ({count})',
  empty: 'Мұнда әзірге карточка жоқ.',
  back_to_deck: 'Қайтып алу: {card}',
  take_back: 'Қайтып алу',
  go_on: 'Әрі қарай',
  look: 'Карточкаларыма қарау',
  most: {one: 'Ең көбі {count} карточка.', other: 'Ең көбі {count} карточка.'},
  picked: 'ең маңыздысы',
  nothing_to_pick: 'Бұл топта карточка жоқ.',
  own_about: 'Жазғаныңыз осы құрылғыда сақталады.',
  result: 'Менің карточкаларым',
  unsorted: 'Бөлінбей қалғандары',
  read: 'Бұдан не шығаруға болады',
  change: 'Қайтадан бөлу',
  print: 'Басып шығару',
};
