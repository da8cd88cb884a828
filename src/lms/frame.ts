import {hostParameter} from '../training/frame-messages.ts';
import type {LmsRuntime} from './lms.ts';
import {standalone} from './standalone.ts';

/**
 * Launched by our host (`src/host`) in a page of another origin, which says so in the launch address: nobody else is asked,
 * so a package in any other frame waits for nothing. What speaks with the host is a late script, so that an LMS's learners
 * are spared it.
 */
export const frame: LmsRuntime = {
  name: 'frame',
  launch(host, options) {
    const {window, frame} = host;
    const origin = new URLSearchParams(window.location.search).get(hostParameter);
    if (!frame || !origin || window.parent === window) return null;
    const session = standalone.launch(host, options)!;
    const ready = frame()
      .then(({openFrameSession}) => openFrameSession(host, options, origin))
      .then((made) => void Object.defineProperties(session, Object.getOwnPropertyDescriptors(made)));
    return Object.assign(session, {runtime: 'frame', ready});
  },
};
