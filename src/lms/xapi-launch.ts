import type {LmsRuntime} from './lms.ts';
import {launchedByUrl} from './xapi-handshake.ts';

/** Launched by an LMS that speaks plain xAPI (`tincan.xml`): an LRS, its key and a learner in the URL. */
export const xapiLaunch: LmsRuntime = {
  name: 'xapi',
  launch: (host, options) => launchedByUrl(host, options, 'xapi', 'auth', 'activity_id'),
};
