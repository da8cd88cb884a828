import type {Engine} from './engine.ts';
import type {ScormApi, Standard} from './types.ts';

/** The name that a package looks for, and the words its calls begin with. */
export const apiNames = {
  scorm12: {api: 'API', prefix: 'LMS', terminate: 'LMSFinish'},
  scorm2004: {api: 'API_1484_11', prefix: '', terminate: 'Terminate'},
} as const satisfies Readonly<Record<Standard, object>>;

export interface ScormWindowParts {
  readonly engine: Engine;
  readonly standard: Standard;
  /** Called before a value is set: an error code if it may not be. */
  readonly forbids: (element: string, value: string) => string | null;
  /** A value was set. */
  readonly onSet: (element: string, value: string) => void;
  /** The engine refused a value. */
  readonly onRefused: (element: string, value: string, code: string) => void;
  /** False if the store is known to fail: then the package hears "false". */
  readonly onCommit: (final: boolean) => boolean;
  readonly onInitialize: () => void;
}

/** The API that a package finds: scorm-again's data model, with the limits and the storing that are ours. */
export function scormApi(parts: ScormWindowParts): ScormApi {
  const {engine, standard, forbids, onSet, onRefused, onCommit, onInitialize} = parts;
  const {prefix, terminate} = apiNames[standard];
  /** Of a call that we refused ourselves; null: the engine's own word stands. */
  let ours: string | null = null;
  const text = (value: unknown) => String(value ?? '');
  const asked = (answer: string) => {
    ours = null;
    return answer;
  };
  const stored = (answer: string, final: boolean) => {
    ours = null;
    if (answer !== 'true' || onCommit(final)) return answer;
    ours = standard === 'scorm12' ? '101' : '391';
    return 'false';
  };
  return {
    [`${prefix}Initialize`]() {
      const answer = asked(engine.initialize());
      if (answer === 'true') onInitialize();
      return answer;
    },
    [terminate]: () => stored(engine.terminate(), true),
    [`${prefix}GetValue`]: (element) => asked(engine.get(text(element))),
    [`${prefix}SetValue`](element, value) {
      const [name, given] = [text(element), text(value)];
      ours = forbids(name, given);
      if (ours !== null) return 'false';
      const answer = engine.set(name, given);
      if (answer === 'true') onSet(name, given);
      else onRefused(name, given, engine.error());
      return answer;
    },
    [`${prefix}Commit`]: () => stored(engine.commit(), false),
    [`${prefix}GetLastError`]: () => ours ?? engine.error(),
    [`${prefix}GetErrorString`]: (code) => engine.errorText(text(code)),
    [`${prefix}GetDiagnostic`]: (code) => engine.errorText(text(code)),
  };
}
