import {describe, expect, it} from 'vitest';
import {instantOf, readStatement} from './valid-statement.ts';

const account = {homePage: 'https://lms.example', name: 'aigul'};
const plain = {
  actor: {account},
  verb: {id: 'http://adlnet.gov/expapi/verbs/answered'},
  object: {id: 'https://w3id.org/destt/trainings/silence'},
};
const faultOf = (data: unknown) => {
  const read = readStatement(data);
  return read.ok ? null : read.fault;
};
/** The plain statement with one thing otherwise, at a path such as `context.registration`. */
function changed(path: string, value: unknown): unknown {
  const [first = '', ...rest] = path.split('.');
  const set = (object: object, key: string, keys: readonly string[]): object => {
    const [next, ...others] = keys;
    const inner: unknown = Reflect.get(object, key);
    return {
      ...object,
      [key]: next === undefined ? value : set(typeof inner === 'object' && inner ? inner : {}, next, others),
    };
  };
  return set(plain, first, rest);
}
const refs = {objectType: 'StatementRef', id: '0f8fad5b-d9cb-469f-a165-70867728950e'};

describe('a statement from outside', () => {
  it.each<[string, unknown]>([
    ['the least there may be', plain],
    [
      'every kind of actor',
      changed('actor', {objectType: 'Group', member: [{mbox: 'mailto:a@b.kz'}, {openid: 'https://a.kz/'}]}),
    ],
    ['a statement about a statement', changed('object', refs)],
    ['a statement in a statement', changed('object', {objectType: 'SubStatement', ...plain})],
    ['a null in an extension', changed('result.extensions', {'https://a.kz/x': {deep: [null]}})],
    [
      'an interaction with its components',
      changed('object.definition', {interactionType: 'likert', scale: [{id: 'often', description: {kk: 'Жиі'}}]}),
    ],
    ['a time in another zone', changed('timestamp', '2026-11-21T11:00:00.123456+05:00')],
    ['a version 1.0.x', changed('version', '1.0.9')],
    [
      'a score within its bounds',
      changed('result', {score: {scaled: -1, raw: 0, min: 0, max: 100}, duration: 'P1DT2H3.25S'}),
    ],
    ['letters of any script in an address', changed('object.id', 'https://қазақ.kz/оқу')],
  ])('may be %s', (_, data) => {
    expect(faultOf(data)).toBeNull();
  });

  it.each<[string, unknown, string]>([
    ['a list', [plain], ''],
    ['null', null, ''],
    ['a text', 'statement', ''],
    ['without an actor', {...plain, actor: undefined}, 'actor'],
    ['without a verb', {verb: undefined, actor: plain.actor, object: plain.object}, 'verb'],
    ['with a property of nobody', {...plain, colour: 'red'}, 'colour'],
    ['with a null', changed('result.response', null), 'result.response'],
    ['with no identifier of the actor', changed('actor', {name: 'Aigul'}), 'actor'],
    ['with two identifiers of the actor', changed('actor', {account, mbox: 'mailto:a@b.kz'}), 'actor'],
    ['with an e-mail address without mailto', changed('actor', {mbox: 'a@b.kz'}), 'actor.mbox'],
    ['with an account without a name', changed('actor', {account: {...account, name: ''}}), 'actor.account.name'],
    [
      'with an account of a broken letter',
      changed('actor', {account: {...account, name: '\ud800'}}),
      'actor.account.name',
    ],
    [
      'with a group in a group',
      changed('actor', {objectType: 'Group', member: [{objectType: 'Group', account}]}),
      'actor.member[0].objectType',
    ],
    ['with a group of nobody', changed('actor', {objectType: 'Group'}), 'actor'],
    ['with a relative address', changed('verb.id', 'answered'), 'verb.id'],
    ['with a NUL in an address', changed('object.id', 'https://a.kz/\0x'), 'object.id'],
    ['with a language that is none', changed('verb.display', {'ка zakh': 'x'}), 'verb.display["ка zakh"]'],
    ['with a number as a word', changed('verb.display', {kk: 7}), 'verb.display.kk'],
    ['with an id that is no UUID', {...plain, id: '1'}, 'id'],
    ['with a registration that is no UUID', changed('context.registration', "' OR 1=1"), 'context.registration'],
    ['with a time that is none', changed('timestamp', 'yesterday'), 'timestamp'],
    ['with the 30th of February', changed('timestamp', '2026-02-30T06:00:00Z'), 'timestamp'],
    ['with a negative zero as zone', changed('timestamp', '2026-02-20T06:00:00-00:00'), 'timestamp'],
    ['with a duration that is none', changed('result.duration', '12 s'), 'result.duration'],
    ['with a scaled score above 1', changed('result.score', {scaled: 1.01}), 'result.score.scaled'],
    ['with a raw score above its max', changed('result.score', {raw: 11, max: 10}), 'result.score'],
    ['with a text where yes or no is asked', changed('result.success', 'true'), 'result.success'],
    ['with an extension without an IRI', changed('context.extensions', {branch: 'ALM'}), 'context.extensions.branch'],
    ['with an unknown object', changed('object', {objectType: 'Thing', id: 'https://a.kz'}), 'object.objectType'],
    [
      'with a statement in a statement in a statement',
      changed('object', {...plain, objectType: 'SubStatement', object: {...plain, objectType: 'SubStatement'}}),
      'object.object.objectType',
    ],
    [
      'with an id in a statement in a statement',
      changed('object', {...plain, objectType: 'SubStatement', id: refs.id}),
      'object.id',
    ],
    [
      'with components of another type',
      changed('object.definition', {interactionType: 'numeric', scale: [{id: 'a'}]}),
      'object.definition',
    ],
    ['with components of no type', changed('object.definition', {choices: [{id: 'a'}]}), 'object.definition'],
    [
      'with two components of one id',
      changed('object.definition', {interactionType: 'choice', choices: [{id: 'a'}, {id: 'a'}]}),
      'object.definition.choices',
    ],
    [
      'with an interaction type of nobody',
      changed('object.definition', {interactionType: 'guess'}),
      'object.definition.interactionType',
    ],
    [
      'with a platform beside a person',
      {...plain, object: {objectType: 'Agent', account}, context: {platform: 'x'}},
      '',
    ],
    ['that voids an activity', changed('verb.id', 'http://adlnet.gov/expapi/verbs/voided'), ''],
    ['of version 2', {...plain, version: '2.0.0'}, 'version'],
    ['with attachments', {...plain, attachments: []}, 'attachments'],
    [
      'with a strange context activity',
      changed('context.contextActivities', {category: [{id: 'https://a.kz'}, {id: 7}]}),
      'context.contextActivities.category[1].id',
    ],
  ])('is refused %s, with the place', (_, data, path) => {
    expect(faultOf(data)).toMatchObject({path, rule: expect.stringMatching(/^(must|is|has to) /)});
  });

  it('is refused when it is too deep, too wide or too long, before anything walks through it', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(faultOf(changed('result.extensions', {'https://a.kz': deep}))?.rule).toContain('levels');
    const wide = Object.fromEntries(Array.from({length: 100_000}, (_, at) => [`https://a.kz/${at}`, at]));
    expect(faultOf(changed('result.extensions', wide))?.rule).toContain('values');
    expect(faultOf(changed('result.response', 'x'.repeat(200_000)))?.rule).toContain('characters');
    expect(faultOf(changed('result.extensions', {'https://a.kz': JSON.parse('1e999')}))?.rule).toContain('endless');
  });

  it('has one context activity as a list of one', () => {
    const read = readStatement(changed('context.contextActivities', {parent: {id: 'https://a.kz'}}));
    expect(read.ok && read.statement.context?.contextActivities).toEqual({parent: [{id: 'https://a.kz'}]});
  });

  it('keeps a key called __proto__ a key', () => {
    const read = readStatement(
      changed('result.extensions', JSON.parse('{"https://a.kz": {"__proto__": {"polluted": true}}}')),
    );
    expect(read.ok).toBe(true);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(faultOf(JSON.parse('{"__proto__": {"actor": {}}}'))).not.toBeNull();
  });
});

describe('a time', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T05:00:00.0015+05:00', 1.5],
    ['1970-01-01T00:00:01', 1000],
    ['1969-12-31T19:00-0500', 0],
  ])('%s is %d ms', (text, ms) => {
    expect(instantOf(text)).toBe(ms);
  });
});
