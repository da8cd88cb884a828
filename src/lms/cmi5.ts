import type {LmsRuntime} from './lms.ts';
import {launchedByUrl} from './xapi-handshake.ts';

/** Launched by a cmi5 LMS: an address to fetch a token from, an LRS, a learner and a registration in the URL (cmi5 8.1). */
export const cmi5: LmsRuntime = {
  name: 'cmi5',
  launch: (host, options) => launchedByUrl(host, options, 'cmi5', 'fetch', 'activityId'),
};
