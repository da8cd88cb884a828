import {ru as rolePlay} from '../../role-play/words/ru.ts';
import type {Labels} from './en.ts';

export const ru: Labels = {
  build: 'Соберите фразу',
  sentence: 'Ваша фраза',
  nothing: 'Выберите, как сказать каждую часть.',
  missing: 'Ещё не выбрано: {parts}.',
  say: 'Сказать',
  hears: 'Как это слышат',
  feels: '{name}: {mood}',
  in_parts: 'Что слышно в каждой части',
  versions: 'Что уже было сказано',
  try_on: 'Поменяйте одну часть и скажите ещё раз: послушайте, что изменится.',
  difference: 'В чём разница',
  own_about: 'Ваши слова хранятся на этом устройстве.',
  moods: rolePlay.moods,
};
