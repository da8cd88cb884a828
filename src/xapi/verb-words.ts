import type {Language} from '../training/languages.ts';
import {type VerbName, verbs} from './terms.ts';

/** What each verb is called, in statements (`display`) and in the profile. */
export const verbWords: Readonly<Record<VerbName, Readonly<Record<Language, string>>>> = {
  initialized: {kk: 'бастады', ru: 'начало', en: 'initialized'},
  terminated: {kk: 'тоқтатты', ru: 'выход', en: 'terminated'},
  progressed: {kk: 'ілгеріледі', ru: 'продвижение', en: 'progressed'},
  answered: {kk: 'жауап берді', ru: 'ответ', en: 'answered'},
  completed: {kk: 'аяқтады', ru: 'завершение', en: 'completed'},
  passed: {kk: 'тапсырды', ru: 'зачтено', en: 'passed'},
  failed: {kk: 'тапсырмады', ru: 'не зачтено', en: 'failed'},
  experienced: {kk: 'көрді, орындап көрді', ru: 'просмотр, выполнение', en: 'experienced'},
  scored: {kk: 'нәтиже алды', ru: 'показатель', en: 'scored'},
  preferred: {kk: 'тілді ауыстырды', ru: 'смена языка', en: 'preferred'},
  selected: {kk: 'таңдады', ru: 'выбор', en: 'selected'},
  authored: {kk: 'жазды', ru: 'собственный текст', en: 'authored'},
  agreed: {kk: 'келісті', ru: 'согласие', en: 'agreed'},
  retracted: {kk: 'келісімін қайтарып алды', ru: 'отзыв согласия', en: 'retracted'},
  tagged: {kk: 'белгіледі', ru: 'пометка', en: 'tagged'},
};

/** A verb as a statement names it. */
export const verbOf = (name: VerbName) => ({id: verbs[name], display: verbWords[name]});
