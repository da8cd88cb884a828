import type {ActivityBehaviour, Content} from '../activities/activity.ts';
import {
  type ActivityOutline,
  type Attempt,
  activitiesOf,
  afterEvent,
  type Fact,
  type Interaction,
  type Language,
  type LearnerEvent,
  type Outline,
  outcomeOf,
  progressOf,
  type Response,
  responseOf,
} from '../training/index.ts';
import {neverLeaves} from '../training/never-leaves.ts';
import type {Consent, Occurrence} from '../xapi/statements.ts';
import type {Step} from './trace.ts';

/** What has to be known of an activity to read its answers; null while its words or its script are not here. */
export type Known = {
  readonly behaviour: ActivityBehaviour;
  readonly content: Content;
  /** The kind's interface words. */
  readonly labels: object;
} | null;

export interface ObserverParts {
  readonly outline: Outline;
  readonly language: Language;
  /** The wall clock at `performance.now() === 0`: one sitting keeps one, whatever the device's clock does meanwhile. */
  readonly origin: number;
  readonly known: (activity: string, language: Language) => Known;
}

/** Tells what is worth a record out of the steps of a sitting. It decides nothing about streams or consent. */
export interface Observer {
  take(step: Step): readonly Occurrence[];
  /** The learner paused: what is written counts as written. */
  pause(at: number): readonly Occurrence[];
}

/** The first activity that asks for consent; without one there is no research. */
export const consentActivity = (outline: Outline): ActivityOutline | null =>
  activitiesOf(outline).find(({kind}) => kind === 'consent') ?? null;

/** What a response to it agrees to; null: nothing. */
export function consentIn(response: Response): Consent | null {
  const {decision, version, texts} = response;
  return decision === 'yes' && typeof version === 'number' ? {version: String(version), texts: texts === 'yes'} : null;
}

/** Everything that one response says to records, each item once: no item that never leaves is in it. */
export function saidBy(activity: ActivityOutline, known: Known, response: Response): Said {
  if (!known) return {interactions: [], facts: []};
  const {behaviour, content, labels} = known;
  const items = behaviour.items(content.rules as never);
  const kept = items.filter((item) => neverLeaves(activity, item)).map(({id}) => id);
  // Whatever a kind makes of an item that never leaves is made without it: it can't be inferred from what is said.
  const open = Object.fromEntries(Object.entries(response).filter(([id]) => !kept.includes(id)));
  return {
    interactions: behaviour.interactions(content as never, open, labels as never),
    facts: behaviour.facts?.(content as never, open) ?? [],
  };
}
interface Said {
  readonly interactions: readonly Interaction[];
  readonly facts: readonly Fact[];
}

/** Texts and all that is counted as long as one goes on: said when it rests. The others are said as they happen. */
const rests = ({type}: Interaction | Fact) => type !== 'decision' && type !== 'ending' && type !== 'mark';
const isText = ({type}: Interaction | Fact) => type === 'long-fill-in' || type === 'length';

interface Worth {
  readonly one: Interaction | Fact;
  readonly worth: string;
}

const sameValues = (one: Response, other: Response) =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((id) => one[id] === other[id]);

export function observe({outline, language: first, origin, known}: ObserverParts): Observer {
  let language = first;
  let visible = true;
  /** Milliseconds seen before, and since when it is seen now. */
  let seen = 0;
  let since = 0;
  let shown: {readonly activity: ActivityOutline; readonly from: number} | null = null;
  /** How much had been seen at the last response or step. */
  let mark = 0;
  let latest = 0;
  let began = false;
  /** By activity, then by item: what rests and was said, as JSON. Of earlier sittings all was said. */
  const said = new Map<string, Map<string, string>>();
  /** Activities with something that may not have been said yet, and their response. */
  const open = new Map<string, Response>();

  /** By activity: what its latest response said, for long ones are asked for at every answer. */
  const latestWorths = new Map<string, {words: unknown; response: Response; worths: readonly Worth[]}>();

  const seenAt = (at: number) => seen + (visible ? Math.max(0, at - since) : 0);
  const find = (id: string) => activitiesOf(outline).find((activity) => activity.id === id) ?? null;
  const unitOf = (id: string) =>
    outline.units.find(({activities}) => activities.some((each) => each.id === id))?.id ?? '';
  const where = (activity: ActivityOutline) => ({activity, unit: unitOf(activity.id)});
  const restingIn = (activity: ActivityOutline, response: Response) => {
    const {interactions, facts} = saidBy(activity, known(activity.id, language), response);
    return [...interactions.filter(isText), ...facts.filter(rests)];
  };
  const keyOf = ({type, item}: Interaction | Fact) => `${type} ${item}`;
  const worthOf = (one: Interaction | Fact) => JSON.stringify({...one, description: '', name: ''});

  return {
    take(step) {
      const now = stamp(step.at);
      const opening: Occurrence[] = [];
      if (!began) {
        began = true;
        since = step.at;
        opening.push({...now(), type: 'started'});
      }
      return [...opening, ...follow(step, now)];
    },
    pause: (at) => rest(stamp(at), at, isText),
  };

  /** A time that is never before the last one. */
  function stamp(at: number) {
    return () => {
      latest = Math.max(Math.round(origin + at), latest);
      return {at: latest, language};
    };
  }
  type Now = ReturnType<typeof stamp>;
  type Learnt = Extract<Step, {readonly event: LearnerEvent}>;

  function follow(step: Step, now: Now): readonly Occurrence[] {
    const {at} = step;
    if ('event' in step) return learnt(step, now);
    if ('shown' in step) {
      if (step.shown === (shown?.activity.id ?? null)) return [];
      const before = leaveShown(now, at);
      const activity = step.shown === null ? null : find(step.shown);
      shown = activity && {activity, from: seenAt(at)};
      mark = seenAt(at);
      return before;
    }
    if ('visible' in step) {
      if (step.visible === visible) return [];
      const before = step.visible ? [] : rest(now, at);
      seen = seenAt(at);
      since = at;
      visible = step.visible;
      return before;
    }
    const before = leaveShown(now, at);
    shown = null;
    const total = seenAt(at);
    seen = 0;
    since = at;
    mark = 0;
    began = false;
    return [...before, {...now(), type: 'ended', visible: total}];
  }

  function leaveShown(now: Now, at: number): readonly Occurrence[] {
    const before = rest(now, at);
    if (!shown) return before;
    return [...before, {...now(), type: 'visited', ...where(shown.activity), visible: seenAt(at) - shown.from}];
  }

  function learnt({event, before, at}: Learnt, now: Now): readonly Occurrence[] {
    const took = Math.max(0, seenAt(at) - mark);
    mark = seenAt(at);
    switch (event.type) {
      case 'switched':
        language = event.language;
        return [{...now(), type: 'switched'} as const];
      case 'finished':
        return [{...now(), type: 'finished', outcome: outcomeOf(outline, before), visible: seenAt(at)} as const];
      case 'answered': {
        const activity = find(event.activity);
        if (!activity) return [];
        const was = responseOf(before.answers[activity.id]);
        const newly = event.complete && before.done[activity.id] === undefined;
        const answered = [
          ...(activity.kind === 'consent' ? decided(was, event.response, now) : []),
          ...told(activity, was, event.response, took, now),
        ];
        const rested = event.complete ? rest(now, at) : [];
        return [
          ...answered,
          ...rested,
          ...(newly ? [doneOf(activity, afterEvent(before, event), event.score, at, now)] : []),
        ];
      }
      default:
        return [];
    }
  }

  function decided(was: Response, is: Response, now: Now): readonly Occurrence[] {
    const [before, after] = [consentIn(was), consentIn(is)];
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    if (after) return [{...now(), type: 'consented', consent: after}];
    return before ? [{...now(), type: 'withdrew', consent: before}] : [];
  }

  function told(activity: ActivityOutline, was: Response, is: Response, took: number, now: Now): readonly Occurrence[] {
    if (!said.has(activity.id))
      said.set(activity.id, new Map(restingIn(activity, was).map((one) => [keyOf(one), worthOf(one)])));
    open.set(activity.id, is);
    const [before, after] = [worthsIn(activity, was), worthsIn(activity, is)];
    const old = new Set(before.map(({worth}) => worth));
    const still = new Set(after.map(({worth}) => worth));
    const happened = after.filter(({one, worth}) => !old.has(worth) && !('response' in one ? isText(one) : rests(one)));
    const gone = before.filter(({one, worth}) => one.type === 'mark' && !still.has(worth));
    const common = () => ({...now(), ...where(activity), visible: took});
    return [
      ...happened.map(
        ({one}): Occurrence =>
          'response' in one
            ? {...common(), type: 'answered', interaction: one}
            : {...common(), type: 'noted', fact: one},
      ),
      ...gone.map(({one}): Occurrence => ({...common(), type: 'noted', fact: one as Fact, gone: true})),
    ];
  }

  /** What a response says and what each of it is worth; the same once more for what was, one answer later. */
  function worthsIn(activity: ActivityOutline, response: Response): readonly Worth[] {
    const read = known(activity.id, language);
    const last = latestWorths.get(activity.id);
    if (last && last.words === read?.content.words && sameValues(last.response, response)) return last.worths;
    const {interactions, facts} = saidBy(activity, read, response);
    const worths = [...interactions, ...facts].map((one) => ({one, worth: worthOf(one)}));
    latestWorths.set(activity.id, {words: read?.content.words, response, worths});
    return worths;
  }

  /** Says what has come to rest in every activity that was answered, and is another than was said before. */
  function rest(now: Now, at: number, which: (one: Interaction | Fact) => boolean = () => true): readonly Occurrence[] {
    return [...open].flatMap(([id, response]) => {
      const activity = find(id);
      const before = said.get(id);
      if (!activity || !before) return [];
      return restingIn(activity, response)
        .filter(which)
        .flatMap((one): readonly Occurrence[] => {
          if (before.get(keyOf(one)) === worthOf(one)) return [];
          before.set(keyOf(one), worthOf(one));
          const common = {...now(), ...where(activity), visible: seenAt(at) - (shown?.from ?? seenAt(at))};
          return 'response' in one
            ? [{...common, type: 'answered', interaction: one}]
            : [{...common, type: 'noted', fact: one as Fact}];
        });
    });
  }

  function doneOf(activity: ActivityOutline, after: Attempt, score: number | null, at: number, now: Now): Occurrence {
    const unit = outline.units.find(({activities}) => activities.includes(activity));
    const unitDone = unit?.activities.every(({id, optional}) => optional || after.done[id] !== undefined) ?? false;
    const visible = seenAt(at) - (shown?.from ?? seenAt(at));
    const progress = progressOf(outline, after);
    return {...now(), type: 'done', ...where(activity), visible, score, unitDone, progress};
  }
}
