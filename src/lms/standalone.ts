import type {LmsRuntime} from './lms.ts';

/** Launched by nobody: a folder, a USB stick, a web server. It always answers, and everything stays on this device. */
export const standalone: LmsRuntime = {
  name: 'standalone',
  launch: () => ({
    runtime: 'standalone',
    learner: {id: '', name: ''},
    mode: 'normal',
    language: null,
    suspendDataLimit: 0,
    suspendData: null,
    state: 'local',
    onState: null,
    record() {},
    save() {},
    leave() {},
    close: () => true,
    complete() {},
  }),
};
