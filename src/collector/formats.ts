import {languages} from '../training/languages.ts';
import {
  readStatement,
  type ValidActivity,
  type ValidActor,
  type ValidStatement,
  type ValidSubStatement,
} from '../xapi/valid-statement.ts';
import type {Format} from './query.ts';

/** A stored statement as it was asked for (xAPI 1.0.3, part 3, 2.1.3): its JSON. */
export function formatted(text: string, format: Format, wanted: readonly string[]): string {
  if (format === 'exact') return text;
  const read = readStatement(JSON.parse(text), null);
  if (!read.ok) return text; // stored by us: can't be
  const change = format === 'ids' ? idsOnly : inLanguage(wanted);
  return JSON.stringify(changed(read.statement, change));
}

/** The languages of an `Accept-Language`, the most wanted first; none for none. */
export function wantedLanguages(header: string | undefined): readonly string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', q = ''] = part.trim().split(';');
      return {tag: tag.toLowerCase(), weight: Number(/q=([\d.]+)/.exec(q)?.[1] ?? 1) || 0};
    })
    .filter(({tag, weight}) => tag !== '' && tag !== '*' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({tag}) => tag);
}

const primary = (tag: string) => tag.toLowerCase().split('-')[0];

interface Change {
  readonly actor: (actor: ValidActor) => ValidActor;
  readonly activity: (activity: ValidActivity) => ValidActivity;
  readonly verb: (verb: ValidStatement['verb']) => ValidStatement['verb'];
}

/** Only what identifies an agent, an activity, a verb. */
const idsOnly: Change = {
  actor: (actor) => {
    const {name: _name, ...identified} = actor;
    return identified;
  },
  activity: ({id, objectType}) => ({id, ...(objectType && {objectType})}),
  verb: ({id}) => ({id}),
};

/** Every language map with one language: the most wanted, or ours in their order, or the first. */
function inLanguage(wanted: readonly string[]): Change {
  const one = (map: Readonly<Record<string, unknown>> | undefined) => {
    if (!map) return undefined;
    const tags = Object.keys(map);
    const fits = (asked: string) =>
      tags.find((each) => each.toLowerCase() === asked) ?? tags.find((each) => primary(each) === primary(asked));
    const tag = [...wanted, ...languages].flatMap((asked) => fits(asked) ?? [])[0] ?? tags[0];
    return tag === undefined ? {} : {[tag]: map[tag]};
  };
  const described = <C extends {description?: Readonly<Record<string, unknown>> | undefined}>(list: C[] | undefined) =>
    list?.map((each) => ({...each, ...(each.description && {description: one(each.description)})}));
  return {
    actor: (actor) => actor,
    verb: ({id, display}) => ({id, ...(display && {display: one(display)})}),
    activity: ({definition, ...activity}) => ({
      ...activity,
      ...(definition && {
        definition: {
          ...definition,
          ...(definition.name && {name: one(definition.name)}),
          ...(definition.description && {description: one(definition.description)}),
          ...(definition.choices && {choices: described(definition.choices)}),
          ...(definition.scale && {scale: described(definition.scale)}),
          ...(definition.source && {source: described(definition.source)}),
          ...(definition.target && {target: described(definition.target)}),
          ...(definition.steps && {steps: described(definition.steps)}),
        },
      }),
    }),
  };
}

function changed(statement: ValidStatement, change: Change): ValidStatement {
  const context = ({contextActivities, instructor, team, ...rest}: NonNullable<ValidStatement['context']>) => ({
    ...rest,
    ...(instructor && {instructor: change.actor(instructor)}),
    ...(team && {team}),
    ...(contextActivities && {
      contextActivities: Object.fromEntries(
        Object.entries(contextActivities).map(([role, list]) => [role, list?.map(change.activity)]),
      ),
    }),
  });
  const simple = (object: ValidSubStatement['object']): ValidSubStatement['object'] => {
    if (object.objectType === 'Agent' || object.objectType === 'Group') return change.actor(object);
    return object.objectType === 'StatementRef' || !('id' in object) ? object : change.activity(object);
  };
  const {object} = statement;
  return {
    ...statement,
    actor: change.actor(statement.actor),
    verb: change.verb(statement.verb),
    object:
      object.objectType === 'SubStatement'
        ? {
            ...object,
            actor: change.actor(object.actor),
            verb: change.verb(object.verb),
            object: simple(object.object),
            ...(object.context && {context: context(object.context)}),
          }
        : simple(object),
    ...(statement.context && {context: context(statement.context)}),
  };
}
