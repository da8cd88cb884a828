import * as v from 'valibot';
import type {Language} from '../training/languages.ts';
import {
  type ActivityTypeName,
  type ExtensionName,
  extensions,
  profileVersion,
  type Stream,
  type TemplateName,
  templates,
  type VerbName,
} from './terms.ts';
import {verbWords} from './verb-words.ts';

/**
 * What the terms mean: for the profile document, its page in docs and the checks of `matches.ts`. Never in a browser. Typed
 * by `terms.ts`: whatever is named there has to be explained here.
 */
export type Words = Readonly<Record<Language, string>>;

/** A term with its label and, in English, what it stands for. */
export interface Concept {
  readonly label: Words;
  readonly definition: string;
}

const verbDefinitions: Readonly<Record<VerbName, string>> = {
  initialized: 'A sitting began: the training was opened, or consent was given in the middle of a sitting.',
  terminated: 'A sitting ended. Missing where a page died.',
  progressed: 'A share of an activity, a unit or the training is done.',
  answered: 'An item was answered; each change of an answer is another statement.',
  completed: 'An activity, a unit, a story or the training was done to its end for the first time.',
  passed: 'The training was done with as many points as the LMS asked.',
  failed: 'The training was left with fewer points than the LMS asked.',
  experienced: 'An activity was on screen, or a technique was practised, for the time given.',
  scored: 'A scale or a measure has this value, worked out from the answers.',
  preferred: 'The language was switched to the one in the response.',
  selected: 'An option with consequences was chosen in a story.',
  authored: 'Own words were written: how many, never which.',
  agreed: 'The learner agreed to take part in research, having read this version of the text.',
  tagged: 'A moment of a speech was marked by a criterion, or such a mark was taken back.',
  retracted: 'The learner withdrew the consent: no statement follows, and all before it are to be deleted.',
};
export const verbConcepts = Object.fromEntries(
  Object.entries(verbDefinitions).map(([name, definition]) => [name, {label: verbWords[name as VerbName], definition}]),
) as Readonly<Record<VerbName, Concept>>;

export const typeConcepts: Readonly<Record<ActivityTypeName, Concept>> = {
  training: {label: {kk: 'тренинг', ru: 'тренинг', en: 'training'}, definition: 'A whole training.'},
  unit: {label: {kk: 'бөлім', ru: 'раздел', en: 'unit'}, definition: 'A part of a training for one sitting.'},
  activity: {
    label: {kk: 'тапсырма', ru: 'задание', en: 'activity'},
    definition: 'One thing to do or to read: a page, a questionnaire, a practice, a case.',
  },
  item: {
    label: {kk: 'сұрақ', ru: 'вопрос', en: 'item'},
    definition: 'One thing asked, with its options in every language.',
  },
  profile: {label: {kk: 'профиль', ru: 'профиль', en: 'profile'}, definition: 'The profile that a statement follows.'},
  scale: {
    label: {kk: 'шкала', ru: 'шкала', en: 'scale'},
    definition: 'A scale of a questionnaire, or its overall index.',
  },
  technique: {
    label: {kk: 'жаттығу', ru: 'упражнение', en: 'technique'},
    definition: 'A technique practised together with the page: breathing, muscle release, grounding.',
  },
  text: {label: {kk: 'мәтін', ru: 'текст', en: 'text'}, definition: 'Own words in a journal, a plan or an interview.'},
  decision: {
    label: {kk: 'шешім', ru: 'решение', en: 'decision'},
    definition: 'A moment of a story that asks what to do.',
  },
  story: {label: {kk: 'оқиға', ru: 'история', en: 'story'}, definition: 'A branching story, played to an ending.'},
  measure: {
    label: {kk: 'өлшем', ru: 'измерение', en: 'measure'},
    definition: 'Something counted or measured: entries, syllables a second, an agreement.',
  },
  mark: {
    label: {kk: 'белгі', ru: 'пометка', en: 'mark'},
    definition: 'A criterion by which moments of a speech are marked while listening.',
  },
  consent: {
    label: {kk: 'келісім мәтіні', ru: 'текст согласия', en: 'consent text'},
    definition: 'A version of the text that a learner agreed to.',
  },
  tracking: {
    label: {kk: 'оқу барысы', ru: 'ход обучения', en: 'tracking stream'},
    definition: 'Progress, and answers that any LMS may have; nothing private.',
  },
  research: {
    label: {kk: 'зерттеу', ru: 'исследование', en: 'research stream'},
    definition: 'Answers of learners who agreed to research, under a random code.',
  },
};

/** What an extension holds, where it may stand, and with which verbs or types. */
export interface Extension extends Concept {
  readonly in: 'context' | 'result' | 'activity';
  readonly with: readonly (VerbName | ActivityTypeName)[];
  readonly schema: v.GenericSchema;
}

const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.-]{0,63}$/));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/));
const state = v.record(v.string(), v.number());
const run = v.pipe(v.number(), v.integer(), v.minValue(1));

export const extensionConcepts: Readonly<Record<ExtensionName, Extension>> = {
  branch: {
    label: {kk: 'филиал', ru: 'филиал', en: 'branch'},
    definition: 'Code of the branch that runs the training, as the institution set it (R-22).',
    in: 'context',
    with: [],
    schema: code,
  },
  cohort: {
    label: {kk: 'топ', ru: 'поток', en: 'cohort'},
    definition: 'Code of the group that is trained together (R-22).',
    in: 'context',
    with: [],
    schema: code,
  },
  cascadeLevel: {
    label: {kk: 'каскад деңгейі', ru: 'уровень каскада', en: 'cascade level'},
    definition: 'Who is trained by whom: developers train trainers, trainers train teachers (R-22).',
    in: 'context',
    with: [],
    schema: v.picklist(['developer', 'trainer', 'teacher']),
  },
  facilitator: {
    label: {kk: 'жүргізуші', ru: 'ведущий', en: 'facilitator'},
    definition: 'Pseudonym of whoever conducts the training; never a name (R-20, R-22).',
    in: 'context',
    with: [],
    schema: code,
  },
  consent: {
    label: {kk: 'келісім', ru: 'согласие', en: 'consent'},
    definition:
      'What the learner had agreed to when this happened: the version of the text, and whether to own words too.',
    in: 'context',
    with: [],
    schema: v.strictObject({version: v.pipe(v.string(), v.nonEmpty()), texts: v.boolean()}),
  },
  instrument: {
    label: {kk: 'сауалнама', ru: 'методика', en: 'instrument'},
    definition: 'The questionnaire asked, and the version of its sentences.',
    in: 'context',
    with: ['answered', 'scored'],
    schema: v.strictObject({id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]*$/)), version: v.string()}),
  },
  progress: {
    label: {kk: 'орындалғаны, %', ru: 'выполнено, %', en: 'progress, %'},
    definition: 'Whole per cent that are done: the extension of cmi5 (9.5.5.1).',
    in: 'result',
    with: ['progressed'],
    schema: v.pipe(whole, v.maxValue(100)),
  },
  answers: {
    label: {kk: 'жауап саны', ru: 'число ответов', en: 'answers'},
    definition: 'How many items of the scale were answered, and how many it has. With too few there is no score.',
    in: 'result',
    with: ['scored'],
    schema: v.strictObject({answered: whole, of: whole}),
  },
  characters: {
    label: {kk: 'таңба саны', ru: 'число знаков', en: 'characters'},
    definition: 'Length of what was written, in UTF-16 units; never the text (R-62).',
    in: 'result',
    with: ['authored'],
    schema: whole,
  },
  decision: {
    label: {kk: 'шешім мәліметі', ru: 'данные решения', en: 'decision'},
    definition:
      'Which run through the story, how the option deals with the conflict, its skills, and the state before and after (DOMAIN 4.3).',
    in: 'result',
    with: ['selected'],
    schema: v.strictObject({run, mode: v.nullable(id), skills: v.array(id), before: state, after: state}),
  },
  ending: {
    label: {kk: 'оқиға соңы', ru: 'исход', en: 'ending'},
    definition:
      'Which run, whom the ending satisfies, the options chosen on the way, how many of each mode, the last state.',
    in: 'result',
    with: ['completed'],
    schema: v.strictObject({
      run,
      satisfied: v.picklist(['both', 'me', 'them', 'nobody']),
      path: v.array(v.string()),
      modes: state,
      state,
    }),
  },
  mark: {
    label: {kk: 'белгі мәліметі', ru: 'данные пометки', en: 'mark'},
    definition:
      'Whose speech, who marked it, the criterion, + or -, and the moment in seconds from the beginning of the speech; kept is false where the mark was taken back. Never the note (R-42).',
    in: 'result',
    with: ['tagged'],
    schema: v.strictObject({
      speech: v.picklist(['own', 'other']),
      rater: v.picklist(['self', 'opponent', 'facilitator']),
      criterion: id,
      sign: v.picklist(['+', '-']),
      at: v.pipe(v.number(), v.minValue(0)),
      kept: v.boolean(),
    }),
  },
  unit: {
    label: {kk: 'өлшем бірлігі', ru: 'единица измерения', en: 'unit'},
    definition: 'What the number of a measure counts.',
    in: 'result',
    with: ['scored'],
    schema: v.pipe(v.string(), v.nonEmpty()),
  },
  kind: {
    label: {kk: 'тапсырма түрі', ru: 'вид задания', en: 'kind'},
    definition: 'Kind of activity: self-assessment, guided-practice, case …',
    in: 'activity',
    with: ['activity'],
    schema: v.pipe(v.string(), v.regex(/^[a-z][a-z-]*$/)),
  },
  minutes: {
    label: {kk: 'минут', ru: 'минуты', en: 'minutes'},
    definition: 'Minutes the activity is planned for.',
    in: 'activity',
    with: ['activity'],
    schema: v.pipe(v.number(), v.minValue(0)),
  },
};

/** A rule of a template (xAPI Profiles 1.0, 2-8.1). */
export interface Rule {
  /** JSONPath of names, quoted names and `[*]`: `$.context.extensions['https://…']`. */
  readonly location: string;
  readonly presence?: 'included' | 'excluded';
  readonly any?: readonly unknown[];
  readonly all?: readonly unknown[];
  readonly none?: readonly unknown[];
}

export interface Template extends Concept {
  readonly rules: readonly Rule[];
}

const included = (...locations: readonly string[]): readonly Rule[] =>
  locations.map((location) => ({location, presence: 'included'}));
const excluded = (...locations: readonly string[]): readonly Rule[] =>
  locations.map((location) => ({location, presence: 'excluded'}));
const result = (name: ExtensionName) => `$.result.extensions['${extensions[name]}']`;
const context = (name: ExtensionName) => `$.context.extensions['${extensions[name]}']`;
const object = (name: ExtensionName) => `$.object.definition.extensions['${extensions[name]}']`;
const done: readonly Rule[] = [{location: '$.result.completion', presence: 'included', all: [true]}];
const takes = '$.result.duration';
const named = '$.object.definition.name';
const within = '$.context.contextActivities.parent[*].id';
const interactionTypes = ['choice', 'sequencing', 'likert', 'matching', 'true-false', 'numeric'];

/** Rules of one sort of statement, beside those that all of its stream have (`streamRules`). */
export const templateConcepts: Readonly<Record<TemplateName, Template>> = {
  trackedStart: concept('басталды', 'начало занятия', 'sitting begun', 'First of a sitting.'),
  trackedEnd: concept('аяқталды', 'конец занятия', 'sitting ended', 'Last of a sitting.', included(takes)),
  trackedProgress: concept('барысы', 'продвижение', 'progress', 'How much is done of what the object names.', [
    ...included(result('progress')),
    ...excluded('$.result.response'),
  ]),
  trackedAnswer: concept(
    'жеке емес жауап',
    'неличный ответ',
    'open answer',
    'An answer that any LMS may have: of an activity that is not private, and never a text.',
    [
      {location: '$.object.definition.interactionType', presence: 'included', all: interactionTypes},
      ...included('$.object.definition.description', '$.result.response', '$.context.language', within),
    ],
  ),
  trackedLanguage: concept('тіл', 'язык', 'language switched', 'The language from now on is the response.', [
    {location: '$.result.response', presence: 'included', all: ['kk', 'ru', 'en']},
  ]),
  trackedCompletion: concept('тренинг аяқталды', 'тренинг завершён', 'training completed', 'Its rule was met.', [
    ...done,
    ...included(takes),
  ]),
  trackedPass: concept('тапсырылды', 'зачтено', 'training passed', 'Only to an LMS that grades.', [
    {location: '$.result.success', presence: 'included', all: [true]},
  ]),
  trackedFailure: concept('тапсырылмады', 'не зачтено', 'training failed', 'Only to an LMS that grades.', [
    {location: '$.result.success', presence: 'included', all: [false]},
  ]),
  start: concept('зерттеу: басталды', 'исследование: начало', 'research sitting begun', 'First of a sitting.'),
  end: concept('зерттеу: аяқталды', 'исследование: конец', 'research sitting ended', 'Last of a sitting.', [
    ...included(takes),
  ]),
  consent: concept(
    'келісім берілді',
    'согласие дано',
    'consent given',
    'Says that the learner agreed, to which version of the text, in which language. Second of the first sitting.',
  ),
  withdrawal: concept(
    'келісім қайтарылды',
    'согласие отозвано',
    'consent withdrawn',
    'Nothing of this actor follows; tools drop what came before.',
    excluded('$.result'),
  ),
  language: concept('тіл', 'язык', 'language switched', 'The language from now on is the response (R-47).', [
    {location: '$.result.response', presence: 'included', all: ['kk', 'ru', 'en']},
  ]),
  visit: concept(
    'тапсырма көрілді',
    'задание на экране',
    'activity seen',
    'Said when it is left, with the time seen.',
    [...included(takes, named, object('kind'), within), ...excluded('$.result.response', '$.result.score')],
  ),
  answer: concept(
    'жауап',
    'ответ',
    'answer',
    'An answer with what was asked in every language, the time it took and the language it was given in.',
    [
      {
        location: '$.object.definition.interactionType',
        presence: 'included',
        all: [...interactionTypes, 'long-fill-in'],
      },
      ...included('$.object.definition.description', '$.result.response', takes, within),
    ],
  ),
  score: concept('шкала көрсеткіші', 'показатель шкалы', 'scale score', 'Index 0–100; none with too few answers.', [
    ...included(named, result('answers'), within),
    ...excluded('$.result.response'),
  ]),
  measurement: concept('өлшеу', 'измерение', 'measurement', 'A number and what it counts.', [
    ...included(named, '$.result.score.raw', result('unit'), within),
  ]),
  mark: concept('сөзге қойылған белгі', 'пометка в выступлении', 'mark in a speech', 'One mark, given or taken back.', [
    ...included(named, result('mark'), within),
    ...excluded('$.result.response'),
  ]),
  practice: concept('жаттығу уақыты', 'время упражнения', 'practice', 'Duration is the time of whole rounds.', [
    ...included(named, takes, within),
  ]),
  writing: concept('жазба ұзындығы', 'длина текста', 'writing', 'How much was written; never what.', [
    ...included(named, result('characters'), within),
    ...excluded('$.result.response'),
  ]),
  decision: concept('оқиғадағы таңдау', 'выбор в истории', 'decision', 'Duration is the time it took to decide.', [
    ...included(named, '$.result.response', takes, result('decision'), within),
  ]),
  ending: concept('оқиға соңы', 'исход истории', 'ending', 'A story came to an end: one summary of a run.', [
    ...done,
    ...included(named, '$.result.response', result('ending'), within),
  ]),
  activityDone: concept('тапсырма орындалды', 'задание выполнено', 'activity done', 'Said once.', [
    ...done,
    ...included(named, object('kind'), within),
  ]),
  unitDone: concept('бөлім орындалды', 'раздел пройден', 'unit done', 'Said once.', [
    ...done,
    ...included(named, within),
  ]),
  trainingDone: concept('тренинг орындалды', 'тренинг пройден', 'training done', 'Said once.', [
    ...done,
    ...included(named, takes),
  ]),
};

function concept(kk: string, ru: string, en: string, definition: string, rules: readonly Rule[] = []): Template {
  return {label: {kk, ru, en}, definition, rules};
}

/** Rules of every template of a stream. */
export const streamRules: Readonly<Record<Stream, readonly Rule[]>> = {
  tracking: [
    ...included('$.id', '$.timestamp', '$.context.revision'),
    {location: '$.context.contextActivities.category[*].id', presence: 'included', any: [profileVersion]},
    ...excluded(context('consent')),
  ],
  research: [
    ...included('$.id', '$.timestamp', '$.context.revision', '$.context.platform', '$.context.registration'),
    {location: '$.context.contextActivities.category[*].id', presence: 'included', any: [profileVersion]},
    {location: '$.context.language', presence: 'included', all: ['kk', 'ru', 'en']},
    ...included('$.actor.account.homePage', '$.actor.account.name', context('consent')),
    // Nobody can be found by it: no name, no e-mail, nobody else.
    ...excluded('$.actor.name', '$.actor.mbox', '$.actor.mbox_sha1sum', '$.actor.openid'),
    ...excluded('$.context.instructor', '$.context.team'),
  ],
};

/** All rules of a template. */
export const rulesOf = (name: TemplateName): readonly Rule[] => [
  ...streamRules[templates[name].stream],
  ...templateConcepts[name].rules,
];

/** A pattern: exactly one way in which templates and other patterns follow each other (xAPI Profiles 1.0, 2-9.0). */
export interface Pattern extends Concept {
  readonly primary: boolean;
  readonly form:
    | {readonly sequence: readonly Part[]}
    | {readonly alternates: readonly Part[]}
    | {readonly optional: Part}
    | {readonly oneOrMore: Part}
    | {readonly zeroOrMore: Part};
}
type Part = {readonly template: TemplateName} | {readonly pattern: PatternName};
export type PatternName = `${Stream}${'' | 'Sitting' | 'Steps' | 'Step' | 'End'}`;

const first: Readonly<Record<Stream, TemplateName>> = {tracking: 'trackedStart', research: 'start'};
const last: Readonly<Record<Stream, TemplateName>> = {tracking: 'trackedEnd', research: 'end'};
const streamLabels: Readonly<Record<Stream, Words>> = {
  tracking: {kk: 'оқу барысы', ru: 'ход обучения', en: 'tracking'},
  research: {kk: 'зерттеу', ru: 'исследование', en: 'research'},
};

/**
 * A sitting is its beginning, whatever happened, and an end if the page lived to say it. One registration of a launch may
 * have many sittings; a registration of ours has one.
 */
function patternsOf(stream: Stream): Partial<Record<PatternName, Pattern>> {
  const names = Object.keys(templates) as TemplateName[];
  const steps = names.filter(
    (name) => templates[name].stream === stream && ![first[stream], last[stream]].includes(name),
  );
  const pattern = (definition: string, form: Pattern['form'], primary = false): Pattern => ({
    label: streamLabels[stream],
    definition,
    primary,
    form,
  });
  return {
    [stream]: pattern('All that is said under one registration.', {oneOrMore: {pattern: `${stream}Sitting`}}, true),
    [`${stream}Sitting`]: pattern('From opening the training to leaving it.', {
      sequence: [{template: first[stream]}, {pattern: `${stream}Steps`}, {pattern: `${stream}End`}],
    }),
    [`${stream}Steps`]: pattern('What happens in between.', {zeroOrMore: {pattern: `${stream}Step`}}),
    [`${stream}Step`]: pattern('One thing that happens.', {alternates: steps.map((template) => ({template}))}),
    [`${stream}End`]: pattern('A page that dies says nothing.', {optional: {template: last[stream]}}),
  };
}

export const patterns: Partial<Record<PatternName, Pattern>> = {...patternsOf('tracking'), ...patternsOf('research')};

/** The IRI of a template or pattern: below the version, because another version has others. */
export const templateIri = (name: TemplateName) => `${profileVersion}/templates/${hyphened(name)}`;
export const patternIri = (name: PatternName) => `${profileVersion}/patterns/${hyphened(name)}`;
const hyphened = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
