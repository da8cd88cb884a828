import type {Labels} from './en.ts';

export const ru: Labels = {
  left: 'Карточка {at} из {count}',
  all_sorted: 'Все карточки разложены.',
  lies: '«{card}»: {pile}.',
  next_card: 'Следующая карточка: «{card}»',
  pile: '{name} ({count})',
  empty: 'Пока здесь нет карточек.',
  back_to_deck: 'Взять обратно: {card}',
  take_back: 'Взять обратно',
  go_on: 'Дальше',
  look: 'Посмотреть на мои карточки',
  most: {
    one: 'Не больше {count} карточки.',
    few: 'Не больше {count} карточек.',
    many: 'Не больше {count} карточек.',
    other: 'Не больше {count} карточек.',
  },
  picked: 'важнее всего',
  nothing_to_pick: 'В этой стопке нет карточек.',
  own_about: 'Ваши слова хранятся на этом устройстве.',
  result: 'Мои карточки',
  unsorted: 'Осталось в колоде',
  read: 'Что с этим можно сделать',
  change: 'Разложить ещё раз',
  print: 'Напечатать',
};
