import {kk as rolePlay} from '../../role-play/words/kk.ts';
import type {Labels} from './en.ts';

export const kk: Labels = {
  build: 'Сөйлем құраңыз',
  sentence: 'Сіздің сөйлеміңіз',
  nothing: 'Әр бөлігін қалай айтатыныңызды таңдаңыз.',
  missing: 'Әлі таңдалмағаны: {parts}.',
  say: 'Айту',
  hears: 'Бұл қалай естіледі',
  feels: '{name}: {mood}',
  in_parts: 'Әр бөлігінен не естіледі',
  versions: 'Осыған дейін айтылғандар',
  try_on: 'Бір бөлігін өзгертіп, тағы айтып көріңіз: не өзгеретініне құлақ салыңыз.',
  difference: 'Айырмасы неде',
  own_about: 'Жазғаныңыз осы құрылғыда сақталады.',
  moods: rolePlay.moods,
};
