import {describe, expect, it} from 'vitest';
import {authOf, defaultSettings, endpointFrom, readSettings} from './settings.ts';

const key = {scope: 'statements/write', user: 'package', secret: 'm3'} as const;

describe('the settings of an institution', () => {
  it('are the defaults where nothing is set: records stay on the device', () => {
    expect(readSettings(undefined)).toEqual({settings: defaultSettings, faults: []});
    expect(readSettings({records: 'file'})).toEqual({settings: defaultSettings, faults: []});
  });

  it('are read as they are written', () => {
    const set = {
      records: 'endpoint',
      endpoint: 'https://records.example/xapi',
      key,
      collector: true,
      study: 'https://orleu.example/studies/2027',
      institution: {kk: 'Өрлеу', ru: 'Өрлеу', en: 'Orleu'},
      contact: '8 800 000',
      helpLines: [{number: '150', name: {kk: 'Сенім телефоны'}, note: ''}],
      branch: 'SKO',
      cohort: '2027-1',
      cascadeLevel: 'trainer',
      facilitator: 'f-12',
    };
    const {settings, faults} = readSettings(set);
    expect(faults).toEqual([]);
    expect(settings).toEqual({...set, endpoint: 'https://records.example/xapi/'});
  });

  it.each([
    ['records', 'always', 'one of none, file, endpoint'],
    ['endpoint', 'records.example', 'an address'],
    ['endpoint', 'https://login:word@records.example/', 'an address'],
    ['endpoint', 'javascript:alert(1)', 'an address'],
    ['key', 'm3', 'a key that only writes'],
    ['key', {scope: 'all', user: 'package', secret: 'm3'}, 'a key that only writes'],
    ['key', {...key, password: 'x'}, 'a key that only writes'],
    ['collector', 'yes', 'true or false'],
    ['study', 'my study', 'the IRI'],
    ['institution', {de: 'Hochschule'}, 'for each of kk, ru, en'],
    ['helpLines', [{number: '<script>'}], 'a list'],
    ['branch', 'Aigul Serik, Петропавл', 'a code'],
    ['cascadeLevel', 'teachers', 'one of developer, trainer, teacher'],
    ['facilitator', 7, 'a code'],
    ['__proto__', {}, ''],
    ['endpiont', 'https://records.example/', 'is no setting'],
  ])('leave out a “%s” of %j, and name it', (name, value, wanted) => {
    const config: unknown = JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(value)}}`);
    const {settings, faults} = readSettings(config);
    expect(settings).toEqual(defaultSettings);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(name);
    expect(faults[0]).toContain(wanted);
  });

  it.each([null, 7, 'records', []])('are no %j', (config) => {
    expect(readSettings(config)).toEqual({settings: defaultSettings, faults: [expect.stringContaining('no object')]});
  });

  it('keep records on the device while there is no place or no right to send them', () => {
    const {settings, faults} = readSettings({records: 'endpoint', endpoint: 'https://records.example/'});
    expect(settings.records).toBe('file');
    expect(faults).toEqual(['records are to be sent, but there is no key: they stay on the device']);
  });

  it('name an endpoint with one slash at its end, and a key as Basic wants it', () => {
    expect(endpointFrom('http://10.0.0.7:8100/xAPI')).toBe('http://10.0.0.7:8100/xAPI/');
    expect(endpointFrom('https://records.example/xapi/?a=1')).toBeNull();
    expect(atob(authOf({...key, secret: 'a:b'}).slice(6))).toBe('package:a:b');
  });
});
