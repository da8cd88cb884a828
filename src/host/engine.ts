import type {Standard} from './types.ts';

/** What holds the data model while a package runs: scorm-again, in one vocabulary for both standards. */
export interface Engine {
  initialize(): string;
  terminate(): string;
  get(element: string): string;
  set(element: string, value: string): string;
  commit(): string;
  error(): string;
  errorText(code: string): string;
}

/** Quiet, and without a server of its own: storing is ours. */
const settings = {autocommit: false, lmsCommitUrl: false, logLevel: 5} as const;

/** Each standard's run-time is a script of its own (19 and 79 KB gzipped): only the one that is needed comes. */
export const engines: Readonly<Record<Standard, (told: Readonly<Record<string, string>>) => Promise<Engine>>> = {
  async scorm12(told) {
    const {Scorm12API} = await import('scorm-again/scorm12/min');
    const api = new Scorm12API(settings);
    api.loadFromFlattenedJSON({...told});
    return {
      initialize: () => api.LMSInitialize(''),
      terminate: () => api.LMSFinish(''),
      get: (element) => String(api.LMSGetValue(element)),
      set: (element, value) => api.LMSSetValue(element, value),
      commit: () => api.LMSCommit(''),
      error: () => String(api.LMSGetLastError()),
      errorText: (code) => api.LMSGetErrorString(code),
    };
  },
  async scorm2004(told) {
    const {Scorm2004API} = await import('scorm-again/scorm2004/min');
    const api = new Scorm2004API(settings);
    api.loadFromFlattenedJSON({...told});
    return {
      initialize: () => api.Initialize(''),
      terminate: () => api.Terminate(''),
      get: (element) => String(api.GetValue(element)),
      set: (element, value) => api.SetValue(element, value),
      commit: () => api.Commit(''),
      error: () => String(api.GetLastError()),
      errorText: (code) => api.GetErrorString(code),
    };
  },
};
