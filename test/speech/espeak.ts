import {spawnSync} from 'node:child_process';
import type {Language} from '../../src/training/index.ts';
import type {Signal} from './signal.ts';

/** The 15 sentences of DOMAIN 10: the project's own. */
export const sentences: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Good morning colleagues and welcome to our school meeting.',
    'A teacher leader listens before giving any advice to parents.',
    'Our rural classroom has seven pupils of different ages.',
    'Please tell me what worries you about the homework rules.',
    'We can share one tablet and still finish the project together.',
  ],
  ru: [
    'Доброе утро, уважаемые коллеги и родители.',
    'Учитель умеет слушать и спокойно отвечать на вопросы.',
    'В нашей сельской школе семь учеников разного возраста.',
    'Расскажите, пожалуйста, что вас беспокоит сегодня.',
    'Мы вместе обсудим правила работы нашей группы.',
  ],
  kk: [
    'Қайырлы таң, құрметті әріптестер мен ата-аналар.',
    'Мұғалім алдымен тыңдайды, содан кейін кеңес береді.',
    'Біздің ауыл мектебінде жеті оқушы бірге оқиды.',
    'Сізді не мазалайтынын айтып беріңізші.',
    'Топ жұмысының ережелерін бірге талқылайық.',
  ],
};

/** Parts between which the fixture for pauses puts silence (DOMAIN 10). */
export const phrases: Readonly<Record<Language, readonly string[]>> = {
  kk: [
    'Қайырлы таң, әріптестер.',
    'Бүгін топ ережелерін талқылаймыз.',
    'Әркім өз ойын айта алады.',
    'Назарларыңызға рахмет.',
  ],
  ru: [
    'Доброе утро, коллеги.',
    'Сегодня мы обсудим правила группы.',
    'Каждый может высказаться.',
    'Спасибо за внимание.',
  ],
  en: [
    'Good morning colleagues.',
    'Today we discuss our group rules.',
    'Everyone may speak freely.',
    'Thank you for listening.',
  ],
};
export const silences = [0.4, 0.8, 1.5] as const;
export const speeds = [120, 160, 200] as const;

const voices: Readonly<Record<Language, string>> = {en: 'en-gb', ru: 'ru', kk: 'kk'};

/** Whether espeak-ng is on the PATH. It is GPL: a tool for tests, never a part of a package (DOMAIN, Libraries). */
export const hasEspeak = () => spawnSync('espeak-ng', ['--version']).status === 0;

/** A sentence as a synthetic voice says it: 22,050 samples a second. */
export function spoken(text: string, language: Language, speed: number, variant = ''): Signal {
  const wav = espeak(['-v', voices[language] + variant, '-s', String(speed), '--stdout', text]);
  const data = wav.indexOf('data') + 8; // the size before it is a guess: it is written to a pipe
  const samples = Float32Array.from(
    {length: (wav.length - data) >> 1},
    (_, i) => wav.readInt16LE(data + 2 * i) / 0x8000,
  );
  return {rate: wav.readUInt32LE(24), samples};
}

/** Syllables of a text: its phonemes that hold a vowel. */
export function syllablesOf(text: string, language: Language): number {
  const phonemes = espeak(['-v', voices[language], '-q', '--ipa', '--sep=_', text]).toString('utf8');
  return phonemes.split(/[_\s]+/).filter((phoneme) => /[aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏ]/u.test(phoneme)).length;
}

function espeak(args: readonly string[]): Buffer {
  const {status, stdout, stderr} = spawnSync('espeak-ng', args, {maxBuffer: 1 << 26});
  if (status !== 0) throw new Error(`espeak-ng ${args.join(' ')} answered ${status}: ${stderr}`);
  return stdout;
}
