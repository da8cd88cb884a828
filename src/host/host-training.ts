import {Scorm12API} from 'scorm-again';

/** Where a host keeps what a package commits: one record per training and learner. */
export interface HostStore {
  load(key: string): object | null;
  save(key: string, cmi: object): void;
}

export interface HostOptions {
  readonly frame: HTMLIFrameElement;
  /** The address of the package's launch page, on the host's own origin. */
  readonly launch: string;
  readonly learner: {readonly id: string; readonly name: string};
  readonly store: HostStore;
  /** What the store files the record under. */
  readonly key: string;
  readonly language?: string;
  /** Called with the data model after each commit the package makes. */
  readonly onCommit?: (cmi: Readonly<Record<string, unknown>>) => void;
}

export interface Hosted {
  /** The flattened data model as it stands. */
  readonly cmi: () => Readonly<Record<string, unknown>>;
  /** Takes the package out of the frame and the API off the window. */
  readonly end: () => void;
}

/**
 * Gives a SCORM 1.2 package on the same origin a run-time (scorm-again) and shows it in a frame. The page keeps storage
 * and looks. A finished attempt is opened again for review, as Moodle does.
 */
export function hostTraining(options: HostOptions): Hosted {
  const {frame, launch, learner, store, key, onCommit} = options;
  const api = new Scorm12API({autocommit: false, lmsCommitUrl: false, logLevel: 5});
  const kept = store.load(key) as {core?: {lesson_status?: string; exit?: string}} | null;
  const over = ['completed', 'passed', 'failed'].includes(kept?.core?.lesson_status ?? '');
  api.loadFromJSON(
    {
      ...(kept ?? {}),
      core: {
        ...(kept?.core ?? {}),
        student_id: learner.id,
        student_name: learner.name,
        entry: kept ? 'resume' : 'ab-initio',
        credit: over ? 'no-credit' : 'credit',
        lesson_mode: over ? 'review' : 'normal',
        lesson_status: kept?.core?.lesson_status ?? 'not attempted',
      },
      ...(options.language ? {student_preference: {language: options.language}} : {}),
    },
    '',
  );
  const keep = () => {
    const {cmi} = api.renderCMIToJSONObject() as {cmi: object};
    store.save(key, cmi);
    onCommit?.(api.getFlattenedCMI());
  };
  api.on('LMSCommit', keep);
  api.on('LMSFinish', keep);
  const host = window as unknown as {API?: unknown};
  host.API = api;
  frame.src = launch;
  return {
    cmi: () => api.getFlattenedCMI(),
    end() {
      frame.src = 'about:blank';
      delete host.API;
    },
  };
}
