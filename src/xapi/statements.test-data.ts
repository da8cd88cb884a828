import type {Statement} from '@xapi/xapi';
import type {ActivityDefinition} from '../training/definitions.ts';
import type {Fact} from '../training/fact.ts';
import type {Interaction} from '../training/interaction.ts';
import type {ActivityOutline} from '../training/training.ts';
import {matchOf} from './matches.ts';
import {type Consent, type Occurrence, research, type Source, timestamps, tracking} from './statements.ts';
import type {templates} from './terms.ts';

/** A training of one open and one private activity, and everything that can happen in it. */
const activity = (id: string, kind: string, isPrivate = false): ActivityOutline => ({
  id,
  kind,
  minutes: 5,
  private: isPrivate,
  optional: false,
  items: [],
});
export const openActivity = activity('case-novice', 'case');
export const privateActivity = activity('self-check', 'self-assessment', true);
export const consent: Consent = {version: '1', texts: true};

const definition: ActivityDefinition = {
  name: {kk: 'Жағдай', ru: 'Случай', en: 'A case'},
  instrument: {id: 'well-t', version: '1.0'},
  items: {
    first: {
      description: {kk: 'Не?', ru: 'Что?', en: 'What?'},
      interactionType: 'choice',
      choices: [{id: 'tea', description: {kk: 'Шай', ru: 'Чай', en: 'Tea'}}],
    },
  },
  facts: {energy: {kk: 'Қуат', ru: 'Силы', en: 'Energy'}},
};

/** Numbers its statements instead of leaving their ids to chance. */
export function sourceOf(given: Partial<Source> = {}): Source {
  let last = 0;
  return {
    actor: {objectType: 'Agent', account: {homePage: 'https://example.kz/study', name: 'c0de'}},
    registration: 'aaaaaaaa-0000-4000-8000-000000000000',
    training: {id: 'stress-and-burnout', version: '1.2.0'},
    platform: 'scorm-1.2',
    codes: {branch: 'NK-07', cohort: 'c3', cascadeLevel: 'teacher', facilitator: 'f.12'},
    names: {
      training: () => ({kk: 'Күйзеліс', ru: 'Стресс', en: 'Stress'}),
      unit: (id) => ({kk: id, ru: id, en: id}),
    },
    define: () => definition,
    stamp: timestamps(),
    uuid: () => `00000000-0000-4000-8000-${String(++last).padStart(12, '0')}`,
    ...given,
  };
}

const asked = {item: 'first', description: 'Что?', correct: null} as const;
export const choice: Interaction = {...asked, type: 'choice', choices: [{id: 'tea', text: 'Чай'}], response: ['tea']};
export const text: Interaction = {...asked, item: 'q1', type: 'long-fill-in', response: 'Больше смелости'};

const facts: readonly Fact[] = [
  {type: 'score', item: 'energy', name: 'Силы', index: 62.5, answered: 4, of: 4},
  {type: 'score', item: 'distance', index: null, answered: 1, of: 4},
  {type: 'measure', item: 'entries', value: 3, unit: 'entries'},
  {type: 'mark', item: 'voice', name: 'Голос', speech: 'own', rater: 'self', criterion: 'voice', sign: '+', at: 12.3},
  {type: 'practice', item: 'rounds', seconds: 150},
  {type: 'length', item: 'texts', characters: 240},
  {
    type: 'decision',
    item: 'silence',
    run: 1,
    choice: 'wait',
    mode: 'collaborate',
    skills: ['paraphrase'],
    before: {trust: 0},
    after: {trust: 10},
  },
  {
    type: 'ending',
    item: 'story',
    run: 1,
    ending: 'heard',
    satisfied: 'both',
    path: ['wait'],
    modes: {collaborate: 1},
    state: {trust: 10},
  },
];

const common = {at: Date.UTC(2026, 10, 22, 8), language: 'ru'} as const;
const where = (which: ActivityOutline) => ({activity: which, unit: 'signs'});
/** One of everything. */
export const occurrences: readonly Occurrence[] = [
  {...common, type: 'started'},
  {...common, type: 'consented', consent},
  {...common, type: 'switched'},
  {...common, type: 'answered', ...where(openActivity), interaction: choice, visible: 4321},
  {...common, type: 'answered', ...where(openActivity), interaction: text, visible: 60_000},
  {
    ...common,
    type: 'answered',
    ...where(privateActivity),
    interaction: {...asked, type: 'numeric', response: 7},
    visible: 900,
  },
  ...facts.map((fact): Occurrence => ({...common, type: 'noted', ...where(openActivity), fact, visible: 5000})),
  {...common, type: 'visited', ...where(openActivity), visible: 90_000},
  {...common, type: 'done', ...where(openActivity), visible: 90_000, score: 0.75, unitDone: true, progress: 0.5},
  {...common, type: 'finished', outcome: {score: 80}, visible: 100_000},
  {...common, type: 'withdrew', consent},
  {...common, type: 'ended', visible: 120_000},
];

/** What a launch that grades says beside it (`src/lms/xapi-session.ts` makes these itself). */
function graded(source: Source): readonly Statement[] {
  const [end] = tracking(source, {...common, type: 'ended', visible: 1});
  return (['passed', 'failed'] as const).map((verb) => ({
    ...end!,
    verb: {id: `http://adlnet.gov/expapi/verbs/${verb}`, display: {en: verb}} as Statement['verb'],
    result: {success: verb === 'passed'},
  }));
}

/** Every statement that is made of these occurrences, by the template it follows; what follows none is under null. */
export function statementsOf(source = sourceOf()): ReadonlyMap<keyof typeof templates | null, readonly Statement[]> {
  const made = [
    ...occurrences.flatMap((occurrence) => [...tracking(source, occurrence), ...research(source, occurrence, consent)]),
    ...graded(source),
  ];
  const byTemplate = new Map<keyof typeof templates | null, Statement[]>();
  for (const statement of made) {
    const {template} = matchOf(statement);
    byTemplate.set(template, [...(byTemplate.get(template) ?? []), statement]);
  }
  return byTemplate;
}
