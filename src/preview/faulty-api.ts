import type {ScormApi} from '../host/index.ts';
import type {Fault} from './messages.ts';

/** A call of the package, as the log shows it. */
export interface Call {
  readonly number: number;
  readonly method: string;
  readonly given: readonly string[];
  readonly answer: string;
}

export interface FaultyParts {
  readonly has: (fault: Fault) => boolean;
  /** The tab has crashed: nothing that is still running reaches anybody. */
  readonly dead: () => boolean;
  readonly onCall: (call: Call) => void;
  /** How long a slow platform blocks the page at each commit. */
  readonly slowMs: number;
  readonly now: () => number;
}

/** An LMS's API that fails as real ones were seen to (MOODLE 1.4, 1.5), and writes down what it was asked. */
export function faultyApi(api: ScormApi, {has, dead, onCall, slowMs, now}: FaultyParts): ScormApi {
  let number = 0;
  /** The code of a call that was refused here; null: the API's own word stands. */
  let code: string | null = null;
  const refuse = (error: string, answer = 'false') => {
    code = error;
    return answer;
  };
  const behave = (method: string, real: () => string): string => {
    const legacy = method.startsWith('LMS');
    const kind = method.replace(/^LMS/, '').replace('Finish', 'Terminate');
    if (/^GetLastError/.test(kind)) return code ?? real();
    if (/^Get(ErrorString|Diagnostic)/.test(kind)) return real();
    code = null;
    if (has('expire')) return refuse(legacy ? '301' : (expired[kind] ?? '101'), kind === 'GetValue' ? '' : 'false');
    const writes = kind === 'SetValue' || kind === 'Commit' || kind === 'Terminate';
    // A player whose request failed says "true" all the same, and nobody has heard it.
    if (has('offline') && writes) return 'true';
    if (kind !== 'Commit' && kind !== 'Terminate') return real();
    if (has('refuse')) return refuse(legacy ? '101' : '391');
    if (has('slow')) for (const end = now() + slowMs; now() < end; );
    return real();
  };
  return Object.fromEntries(
    Object.entries(api).map(([method, real]) => [
      method,
      (...given: readonly unknown[]) => {
        if (dead()) throw new Error('The tab has crashed.');
        const answer = behave(method, () => real(...given));
        if (!method.endsWith('GetLastError')) onCall({number: ++number, method, given: given.map(String), answer});
        return answer;
      },
    ]),
  );
}

/** What SCORM 2004 says without a session: before it, or after. */
const expired: Readonly<Record<string, string>> = {
  Initialize: '104',
  GetValue: '123',
  SetValue: '133',
  Commit: '143',
  Terminate: '113',
};
