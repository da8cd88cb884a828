import type {Language, Response} from '../../training/index.ts';
import {fill} from '../../ui/text.ts';
import type {Goal} from './goals.ts';
import {guidance} from './guidance/guidance.ts';
import {countOf, type Mark} from './marks.ts';
import type {Figure, Measured} from './measured.ts';
import type {Labels} from './words/en.ts';

/** A number as the language writes it; a browser that knows no Kazakh would write it in English, so then as in Russian. */
const written = (language: Language, value: number, digits: number) =>
  new Intl.NumberFormat([language, 'ru'], {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value);

/**
 * Three facts of a speech in sentences: pace, pauses, melody; where loudness is the goal, how the ends of phrases sounded takes
 * the melody's place. None is a judgement.
 */
export function factsOf(
  {figures, refusal}: Measured,
  goal: Goal | null,
  language: Language,
  labels: Labels,
): readonly string[] {
  if (refusal !== null) return [];
  const say = (sentence: string, values: Readonly<Record<string, readonly [Figure, number, number]>>) => {
    const filled = Object.entries(values).map(([name, [figure, digits, times]]) => [
      name,
      written(language, (figures[figure] ?? 0) * times, digits),
    ]);
    return fill(sentence, Object.fromEntries(filled));
  };
  const {facts} = labels;
  const range = guidance[language].speechRate;
  const pace = say(facts.pace, {rate: ['speech_rate', 1, 1], articulation: ['articulation_rate', 1, 1]});
  const usual = fill(facts.pace_range, {low: written(language, range.low, 1), high: written(language, range.high, 1)});
  const pauses = figures.pause_count
    ? say(facts.pauses, {
        count: ['pause_count', 0, 1],
        share: ['pause_share', 0, 100],
        longest: ['longest_pause', 1, 1],
      })
    : facts.no_pauses;
  const third =
    goal === 'steadiness' && figures.fading !== null
      ? say(facts.fading, {fading: ['fading', 1, -1]})
      : figures.pitch_semitones === null
        ? facts.no_pitch
        : say(facts.pitch, {semitones: ['pitch_semitones', 1, 1]});
  return [`${pace} ${usual}`, pauses, third];
}

/** What of the facts belongs to the goal: it stands beside the same of an earlier session. */
export const factOfGoal = (goal: Goal): number => ({pace: 0, pauses: 1, liveliness: 2, steadiness: 2})[goal];

/**
 * One or two things to try: by the figure that belongs to the goal, and by what was noted with minus most often. The limits
 * below are rules of thumb with no source behind them: they choose a sentence, and no learner sees them.
 */
export function adviceOf(
  measured: Measured | null,
  marks: readonly Mark[],
  goal: Goal | null,
  names: Readonly<Record<string, string>>,
  language: Language,
  labels: Labels,
): readonly string[] {
  const {advice} = labels;
  const own = measured && measured.refusal === null && goal ? advice[byFigure(measured, goal, language)] : null;
  const noted = Object.keys(names)
    .map((criterion) => ({criterion, count: countOf(marks, criterion).minus}))
    .sort((a, b) => b.count - a.count)[0];
  const second = noted && noted.count > 1 ? fill(advice.marks, {criterion: names[noted.criterion] ?? ''}) : null;
  const both = [own, second].filter((each) => each !== null);
  return both.length > 0 ? both : marks.some(({sign}) => sign === '-') ? [advice.none] : [];
}

function byFigure({figures, seconds}: Measured, goal: Goal, language: Language): keyof Labels['advice'] {
  switch (goal) {
    case 'pace': {
      const {low, high} = guidance[language].speechRate;
      const rate = figures.speech_rate ?? 0;
      return rate < low ? 'pace_slow' : rate > high ? 'pace_fast' : 'pace_good';
    }
    case 'pauses': {
      const aMinute = (60 * (figures.pause_count ?? 0)) / seconds;
      return aMinute < 6
        ? 'pauses_few'
        : aMinute > 22 || (figures.pause_share ?? 0) > 0.4
          ? 'pauses_many'
          : 'pauses_good';
    }
    case 'liveliness':
      return (figures.pitch_semitones ?? 0) < 2 ? 'liveliness_low' : 'liveliness_good';
    case 'steadiness':
      return (figures.fading ?? 0) < -6 ? 'steadiness_low' : 'steadiness_good';
  }
}

/** What was built in the outline-builder, line by line, for the card beside the recording. */
export function cardOf(outline: Response): readonly string[] {
  const items = ['opening', ...[1, 2, 3, 4, 5].flatMap((at) => [`point_${at}`, `support_${at}`]), 'close'];
  return items.flatMap((item) => {
    const text = outline[item];
    return typeof text === 'string' && text.trim() ? [text.trim()] : [];
  });
}
