import type {Agent, Statement} from '@xapi/xapi';
import type {ActivityDefinition} from '../training/definitions.ts';
import type {Fact} from '../training/fact.ts';
import {type Interaction, interactionId, type LanguageMap} from '../training/interaction.ts';
import {trainingIri} from '../training/iri.ts';
import type {Language} from '../training/languages.ts';
import type {Outcome} from '../training/outcome.ts';
import type {ActivityOutline} from '../training/training.ts';
import {definitionOf, responseOf} from './interactions.ts';
import {
  type ActivityTypeName,
  activityTypes,
  categoryOf,
  type ExtensionName,
  extensions,
  type TemplateName,
  templates,
} from './terms.ts';
import {verbOf} from './verb-words.ts';

/**
 * Something that happened in a sitting and is worth a record, before it is decided in which stream. `visible`: milliseconds
 * that the page was seen meanwhile; what it was hidden behind another window does not count (DOMAIN 4.3).
 */
export type Occurrence = {
  /** Milliseconds since 1970, never backwards within a sitting. */
  readonly at: number;
  /** The one shown: an answer was read and given in it. */
  readonly language: Language;
} & (
  | {readonly type: 'started'}
  | {readonly type: 'ended'; readonly visible: number}
  | {readonly type: 'consented' | 'withdrew'; readonly consent: Consent}
  | {readonly type: 'switched'}
  /** Left an activity for another one, or for the contents. */
  | ({readonly type: 'visited'; readonly visible: number} & Where)
  /** `visible`: since the response or the step before. */
  | ({readonly type: 'answered'; readonly interaction: Interaction; readonly visible: number} & Where)
  /** `gone`: what was so is so no longer. Only of a mark. */
  | ({readonly type: 'noted'; readonly fact: Fact; readonly gone?: boolean; readonly visible: number} & Where)
  | ({
      readonly type: 'done';
      readonly visible: number;
      /** 0–1 where it is graded. */
      readonly score: number | null;
      /** Whether it was the last open one of its unit. */
      readonly unitDone: boolean;
      /** Of the whole training, 0–1. */
      readonly progress: number;
    } & Where)
  | {readonly type: 'finished'; readonly outcome: Outcome | null; readonly visible: number}
);

export interface Where {
  readonly activity: ActivityOutline;
  readonly unit: string;
}

/** What a learner agreed to: the version of the text they read, and whether their own words may be recorded too. */
export interface Consent {
  readonly version: string;
  readonly texts: boolean;
}

/** Who and what every statement of one stream in one sitting is about. */
export interface Source {
  readonly actor: Agent;
  /** A random UUID of this sitting: shared with no launch and with no other stream. */
  readonly registration: string;
  readonly training: {readonly id: string; readonly version: string};
  /** How the package was launched: `scorm-1.2`. */
  readonly platform: string;
  readonly codes: Codes;
  readonly names: {readonly training: () => LanguageMap; readonly unit: (id: string) => LanguageMap};
  readonly define: (activity: string) => ActivityDefinition;
  readonly uuid: () => string;
  /** The timestamp of the next statement of this stream (`timestamps`). */
  readonly stamp: (at: number) => string;
}

/**
 * Times of one stream in their order, a millisecond apart at least (xAPI Profiles 2-9.0). Each stream has its own: the
 * tracking must not tell by its milliseconds how much was said in research.
 */
export function timestamps(): Source['stamp'] {
  let last = 0;
  return (at) => {
    last = Math.max(at, last + 1);
    return new Date(last).toISOString();
  };
}

/** Of the cascade; null where the institution set none. */
export interface Codes {
  readonly branch: string | null;
  readonly cohort: string | null;
  readonly cascadeLevel: string | null;
  readonly facilitator: string | null;
}

/**
 * What the *tracking* stream says of an occurrence: progress, and the answers that any LMS may have. Nothing of a private
 * activity but that it is done, and no text (DESIGN 5).
 */
export function tracking(source: Source, occurrence: Occurrence): readonly Statement[] {
  const say = speaker(source, occurrence, null);
  const {training} = thingsOf(source);
  switch (occurrence.type) {
    case 'started':
      return [say('trackedStart', training)];
    case 'ended':
      return [say('trackedEnd', training, {result: {duration: duration(occurrence.visible)}})];
    case 'switched':
      return [say('trackedLanguage', training, {result: {response: occurrence.language}})];
    case 'answered': {
      const {activity, interaction} = occurrence;
      if (activity.private || interaction.type === 'long-fill-in') return [];
      return [say('trackedAnswer', itemOf(source, occurrence), answerOf(source, occurrence))];
    }
    case 'done': {
      const {activity, unit, unitDone, progress} = occurrence;
      const reached = (share: number) => ({result: {extensions: {[extensions.progress]: Math.round(100 * share)}}});
      return [
        say('trackedProgress', activityOf(source, activity), reached(1)),
        ...(unitDone ? [say('trackedProgress', unitOf(source, unit), reached(1))] : []),
        say('trackedProgress', training, reached(progress)),
      ];
    }
    case 'finished':
      return [say('trackedCompletion', training, {result: finishOf(occurrence)})];
    default:
      return [];
  }
}

/**
 * What the *research* stream says of it, for a learner who agreed: every answer with what was asked in all languages, the
 * time it took, scores, practice, decisions; the words themselves only where they agreed to that, too.
 */
export function research(source: Source, occurrence: Occurrence, consent: Consent): readonly Statement[] {
  const say = speaker(source, occurrence, consent);
  const {training} = thingsOf(source);
  switch (occurrence.type) {
    case 'started':
      return [say('start', training)];
    case 'ended':
      return [say('end', training, {result: {duration: duration(occurrence.visible)}})];
    case 'consented':
      return [say('consent', consentText(source, occurrence.consent))];
    case 'withdrew':
      return [say('withdrawal', consentText(source, occurrence.consent))];
    case 'switched':
      return [say('language', training, {result: {response: occurrence.language}})];
    case 'visited': {
      const {activity, unit, visible} = occurrence;
      return [say('visit', activityOf(source, activity), {parent: unitOf(source, unit), result: timed(visible)})];
    }
    case 'answered': {
      const {activity, interaction} = occurrence;
      if (interaction.type === 'long-fill-in' && (activity.private || !consent.texts)) return [];
      return [say('answer', itemOf(source, occurrence), answerOf(source, occurrence))];
    }
    case 'noted':
      return [noteOf(source, occurrence, say)];
    case 'done': {
      const {activity, unit, unitDone, score, visible} = occurrence;
      const parent = unitOf(source, unit);
      const graded = score !== null && {score: scoreOf(100 * score)};
      const result = {completion: true, ...timed(visible), ...graded};
      return [
        say('activityDone', activityOf(source, activity), {parent, result}),
        ...(unitDone ? [say('unitDone', parent, {parent: training, result: {completion: true}})] : []),
      ];
    }
    case 'finished':
      return [say('trainingDone', training, {result: finishOf(occurrence)})];
  }
}

/** A fact as a statement: what kind of fact it is decides the template. */
function noteOf(source: Source, {activity, fact, gone = false, visible, language}: Note, say: Speaker): Statement {
  const {name, instrument, facts, items} = source.define(activity.id);
  // A decision is called by what is asked in it.
  const asked = fact.type === 'decision' ? items[fact.item]?.description : undefined;
  const called = facts[fact.item] ?? asked ?? (fact.name ? {[language]: fact.name} : name);
  const of = (type: ActivityTypeName) =>
    thing(`${trainingIri(source.training.id)}/${type}s/${interactionId(activity.id, fact.item)}`, type, called);
  const within = {parent: activityOf(source, activity), ...(instrument && {context: {instrument}})};
  switch (fact.type) {
    case 'score': {
      const score = fact.index === null ? {} : {score: scoreOf(fact.index)};
      const answers = {answered: fact.answered, of: fact.of};
      return say('score', of('scale'), {...within, result: {...score, extensions: {[extensions.answers]: answers}}});
    }
    case 'measure': {
      const result = {score: {raw: fact.value}, extensions: {[extensions.unit]: fact.unit}};
      return say('measurement', of('measure'), {...within, result});
    }
    case 'mark': {
      const {speech, rater, criterion, sign, at} = fact;
      const mark = {speech, rater, criterion, sign, at, kept: !gone};
      return say('mark', of('mark'), {...within, result: {extensions: {[extensions.mark]: mark}}});
    }
    case 'practice':
      return say('practice', of('technique'), {...within, result: timed(1000 * fact.seconds)});
    case 'length':
      return say('writing', of('text'), {
        ...within,
        result: {extensions: {[extensions.characters]: fact.characters}},
      });
    case 'decision': {
      const {run, choice, mode, skills, before, after} = fact;
      const decision = {run, mode, skills, before, after};
      const result = {response: choice, ...timed(visible), extensions: {[extensions.decision]: decision}};
      return say('decision', of('decision'), {...within, result});
    }
    case 'ending': {
      const {run, ending, satisfied, path, modes, state} = fact;
      const result = {
        response: ending,
        completion: true,
        extensions: {[extensions.ending]: {run, satisfied, path, modes, state}},
      };
      return say('ending', of('story'), {...within, result});
    }
  }
}
type Note = Extract<Occurrence, {readonly type: 'noted'}>;
type Answered = Extract<Occurrence, {readonly type: 'answered'}>;

/** What differs from one statement of an occurrence to the next. */
interface Said {
  readonly parent?: Thing;
  readonly result?: object;
  readonly context?: Partial<Readonly<Record<ExtensionName, unknown>>>;
}
type Speaker = (template: TemplateName, object: Thing, said?: Said) => Statement;

/** Makes the statements of one occurrence: all that its template asks of each of them is put in here. */
function speaker(source: Source, {at, language}: Occurrence, consent: Consent | null): Speaker {
  return (name, object, {parent, result, context = {}} = {}) => {
    const {stream, verb} = templates[name];
    const {training} = thingsOf(source);
    // By name: whoever hands in all of an institution's settings has its key in them.
    const {branch, cohort, cascadeLevel, facilitator} = source.codes;
    const own = {branch, cohort, cascadeLevel, facilitator, ...(consent && {consent}), ...context};
    const given = Object.entries(own).filter(([, value]) => value !== null);
    const statement = {
      id: source.uuid(),
      actor: source.actor,
      verb: verbOf(verb),
      object,
      ...(result && {result}),
      context: {
        registration: source.registration,
        revision: source.training.version,
        platform: source.platform,
        language,
        contextActivities: {
          ...(parent && {parent: [{objectType: 'Activity', id: parent.id}]}),
          ...(object.id !== training.id && {grouping: [{objectType: 'Activity', id: training.id}]}),
          category: categoryOf(stream),
        },
        ...(given.length > 0 && {
          extensions: Object.fromEntries(given.map(([key, value]) => [extensions[key as ExtensionName], value])),
        }),
      },
      timestamp: source.stamp(at),
    };
    return statement as Statement; // the library's language maps want every language there is
  };
}

/** `PT12.34S`: hundredths are what LRSs compare (xAPI 4.2.7). */
export const duration = (milliseconds: number) => `PT${(Math.max(0, milliseconds) / 1000).toFixed(2)}S`;

/** What a statement is about. */
interface Thing {
  readonly objectType: 'Activity';
  readonly id: string;
  readonly definition: object;
}

const thing = (id: string, type: ActivityTypeName, name: LanguageMap, more: object = {}): Thing => ({
  objectType: 'Activity',
  id,
  definition: {type: activityTypes[type], name: {...name}, ...more},
});

function thingsOf({training, names}: Source) {
  return {training: thing(trainingIri(training.id), 'training', names.training())};
}

const unitOf = ({training, names}: Source, unit: string): Thing =>
  thing(`${trainingIri(training.id)}/units/${unit}`, 'unit', names.unit(unit));

const activityOf = ({training, define}: Source, {id, kind, minutes}: ActivityOutline): Thing =>
  thing(`${trainingIri(training.id)}/activities/${id}`, 'activity', define(id).name, {
    extensions: {[extensions.kind]: kind, [extensions.minutes]: minutes},
  });

const consentText = ({training, names}: Source, {version}: Consent): Thing =>
  thing(`${trainingIri(training.id)}/consents/${version}`, 'consent', names.training());

/** The id of an item is the one that a launch's LRS gets, too: it names the question, and nobody. */
export const itemIri = (training: string, activity: string, item: string) =>
  `${trainingIri(training)}/${interactionId(activity, item)}`;

function itemOf(source: Source, {activity, interaction, language}: Answered): Thing {
  // Without definitions, on a weak line, there is still what was asked in the language it was asked in.
  const asked = source.define(activity.id).items[interaction.item] ?? definitionOf({[language]: interaction});
  const definition = {type: activityTypes.item, ...asked};
  return {objectType: 'Activity', id: itemIri(source.training.id, activity.id, interaction.item), definition};
}

function answerOf(source: Source, {activity, interaction, visible}: Answered): Said {
  const {instrument} = source.define(activity.id);
  const {correct} = interaction;
  return {
    parent: activityOf(source, activity),
    result: {response: responseOf(interaction), ...timed(visible), ...(correct !== null && {success: correct})},
    ...(instrument && {context: {instrument}}),
  };
}

const timed = (visible: number) => ({duration: duration(visible)});

const scoreOf = (index: number) => {
  const raw = Math.min(100, Math.max(0, Math.round(100 * index) / 100));
  return {raw, min: 0, max: 100, scaled: Math.round(100 * raw) / 10_000};
};

function finishOf({outcome, visible}: Extract<Occurrence, {readonly type: 'finished'}>) {
  const graded = outcome && !outcome.ungraded;
  return {completion: true, ...timed(visible), ...(graded && {score: scoreOf(outcome.score)})};
}
