import {type Language, languageFrom, languageLetters, languages} from '../training/languages.ts';
import {cmi5} from './cmi5.ts';
import {reach} from './find-api.ts';
import {frame} from './frame.ts';
import type {LaunchHost, LaunchOptions, LmsRuntime, LmsSession} from './lms.ts';
import {scorm12} from './scorm-1.2.ts';
import {scorm2004} from './scorm-2004.ts';
import {standalone} from './standalone.ts';
import {xapiLaunch} from './xapi-launch.ts';

/** In the order we look; each answers null unless it launched this page, and the last always answers. */
const runtimes: readonly LmsRuntime[] = [cmi5, xapiLaunch, scorm2004, scorm12, frame, standalone];

/** The session with whoever launched this page. */
export function launch(host: LaunchHost, options: LaunchOptions = {finalStatus: 'completed'}): LmsSession {
  for (const runtime of runtimes) {
    const session = runtime.launch(host, options);
    if (session) return session;
  }
  throw new Error('No runtime answered: `standalone` has to be the last of them.');
}

/**
 * The language to begin in: the learner's last choice, the launch parameter `lang`, the LMS's preference, the LMS
 * page's own, the browser's; the first available one where none of those is ours.
 */
export function launchLanguage(
  session: Pick<LmsSession, 'suspendData' | 'language'>,
  {window}: LaunchHost,
  available: readonly Language[],
): Language {
  // Suspend data begins with a letter, the version and the language's letter: readable without its codec.
  const letter = session.suspendData?.[2];
  const asked = [
    languages.find((language) => languageLetters[language] === letter),
    new URLSearchParams(window.location.search).get('lang'),
    session.language,
    // Moodle leaves the preference empty, but its page may be read (MOODLE 2); our own page's `lang` says nothing.
    ...(window.parent === window
      ? []
      : [
          reach(() => window.parent.document.documentElement.lang),
          reach(() => (window.parent as Window & {M?: {cfg?: {language?: unknown}}}).M?.cfg?.language),
        ]),
    ...window.navigator.languages,
  ];
  const found = asked.map(languageFrom).find((language) => language && available.includes(language));
  return found ?? available[0] ?? languages[0];
}
