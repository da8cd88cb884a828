import {describe, expect, it} from 'vitest';
import {type FakeHostOptions, fakeHost} from '../../test/fakes/host.ts';
import {createFakeMoodle} from '../../test/fakes/moodle.ts';
import {createFakeMoodle2004} from '../../test/fakes/moodle-2004.ts';
import {languages} from '../training/index.ts';
import {launch, launchLanguage} from './launch.ts';

describe('a launch', () => {
  it('takes the LMS that launched the page', () => {
    const session = launch(fakeHost({parent: {API: createFakeMoodle().open().API}}));
    expect(session.runtime).toBe('scorm-1.2');
  });

  it('takes SCORM 2004 where an LMS offers both', () => {
    const both = {API: createFakeMoodle().open().API, API_1484_11: createFakeMoodle2004().open().API};
    expect(launch(fakeHost({parent: both})).runtime).toBe('scorm-2004');
  });

  it('does without an LMS where there is none', () => {
    expect(launch(fakeHost()).runtime).toBe('standalone');
    expect(launch(fakeHost({parent: {}})).runtime).toBe('standalone');
  });

  it('hands on what a finished training is to be called', () => {
    const moodle = createFakeMoodle();
    const session = launch(fakeHost({parent: {API: moodle.open().API}}), {finalStatus: 'passed'});
    session.complete({score: 100});
    session.leave(true);
    expect(moodle.stored('cmi.core.lesson_status')).toBe('passed');
  });
});

describe('the language of a launch', () => {
  const page = (lang: string, moodle?: unknown) => ({
    document: {documentElement: {lang}},
    M: {cfg: {language: moodle}},
  });
  const language = (
    session: {suspendData?: string | null; language?: string | null},
    options: FakeHostOptions = {},
    available = languages.slice(),
  ) => launchLanguage({suspendData: null, language: null, ...session}, fakeHost(options), available);
  const everything = {parent: page('en'), languages: ['en-GB']};

  it('is the learner’s last choice before anything else', () => {
    expect(language({suspendData: 'D1rabc', language: 'en'}, {...everything, search: '?lang=en'})).toBe('ru');
  });

  it('is the launch parameter’s before the LMS’s', () => {
    expect(language({language: 'en'}, {...everything, search: '?x=1&lang=kz'})).toBe('kk');
  });

  it('is the LMS’s preference before its page’s', () => {
    expect(language({language: 'ru-RU'}, everything)).toBe('ru');
  });

  it('is the LMS page’s before the browser’s', () => {
    expect(language({}, {parent: page('kk'), languages: ['en']})).toBe('kk');
    expect(language({}, {parent: page('', 'ru'), languages: ['en']})).toBe('ru');
  });

  it('is the first of the browser’s that is ours', () => {
    expect(language({}, {languages: ['fr', 'ru-KZ', 'en']})).toBe('ru');
  });

  it('passes over what the training does not have, what is unreadable, and what is no language', () => {
    const foreign = Object.defineProperty({}, 'document', {
      get() {
        throw new Error('SecurityError');
      },
    });
    expect(language({suspendData: 'D1rabc', language: ''}, {parent: foreign, languages: ['en']}, ['kk', 'en'])).toBe(
      'en',
    );
    expect(language({}, {parent: page('xx', 5), search: '?lang=%'}, ['kk', 'en'])).toBe('kk');
  });
});
