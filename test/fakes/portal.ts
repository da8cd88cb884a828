import {hostTraining} from '../../src/host/host-training.ts';
import type {Hosted, HostFault, HostRecord, HostStatement, HostStore} from '../../src/host/types.ts';
import {frame} from '../../src/lms/frame.ts';
import {openFrameSession} from '../../src/lms/frame-session.ts';
import type {LaunchHost, LmsSession} from '../../src/lms/lms.ts';
import {fakeHost} from './host.ts';

export const portalOrigin = 'https://portal.example';
export const packageOrigin = 'https://packages.example';

export interface FakePortalOptions {
  readonly language?: string;
  /** Milliseconds until the store has a record. */
  readonly storeTakes?: number;
  /** No message reaches the portal. */
  readonly deaf?: boolean;
}

export interface FakePortal {
  /** Opens the portal's page and the package in it, both anew: an earlier one lives on, as another tab would. */
  open(): OpenPortal;
  /** Opens it and waits until the package has been answered. */
  launch(): Promise<LmsSession>;
  pass(milliseconds: number): Promise<void>;
  /** From now on no message of the package arrives. */
  deafen(deaf: boolean): void;
  refuse(refusing: boolean): void;
  /** How often the store was asked to save. */
  saves(): number;
  stored(): HostRecord;
  readonly faults: HostFault[];
  readonly statements: HostStatement[];
  /** The origins that the package's messages were for. */
  readonly sentTo: string[];
}

export interface OpenPortal {
  readonly session: Promise<LmsSession>;
  readonly hosted: Promise<Hosted>;
  readonly host: LaunchHost;
  /** The windows of the portal and of the package. */
  readonly above: Window;
  readonly below: Window;
  /** A message arrives at a window, from wherever it says; the package's own source is `above.frames`. */
  deliver(to: Window, data: unknown, origin: string, source: object): void;
}

/** Our host in a page of one origin and the package in another: both real, the windows and the clock between them not. */
export function createFakePortal({language, storeTakes = 0, deaf = false}: FakePortalOptions = {}): FakePortal {
  const clock = fakeHost();
  const faults: HostFault[] = [];
  const statements: HostStatement[] = [];
  const sentTo: string[] = [];
  let isDeaf = deaf;
  let refusing = false;
  let saves = 0;
  let kept: string | null = null;

  const store: HostStore = {
    load: () => JSON.parse(kept ?? 'null'),
    save(_key, record) {
      saves++;
      const text = JSON.stringify(record);
      const failing = refusing;
      return new Promise<void>((resolve, reject) =>
        clock.setTimeout(() => {
          if (failing) return reject(new Error('full'));
          kept = text;
          resolve();
        }, storeTakes),
      );
    },
  };
  const deliver: OpenPortal['deliver'] = (to, data, origin, source) => {
    const event = Object.assign(new Event('message'), {data: structuredClone(data), origin, source});
    clock.setTimeout(() => void to.dispatchEvent(event), 0);
  };

  const open = (): OpenPortal => {
    const above = Object.assign(new EventTarget(), {
      location: {href: `${portalOrigin}/course`, origin: portalOrigin},
      crypto: globalThis.crypto,
      setTimeout: clock.setTimeout,
      clearTimeout: clock.clearTimeout,
    }) as unknown as Window;
    /** The portal's window as the package may touch it, and the other way round: a post box. */
    const parent = {
      postMessage(data: unknown, origin: string) {
        sentTo.push(origin);
        if (!isDeaf && origin === portalOrigin) deliver(above, data, packageOrigin, contentWindow);
      },
    };
    const below = Object.assign(fakeHost().window, {
      parent,
      location: {search: `?destt-host=${encodeURIComponent(portalOrigin)}`, pathname: '/package/index.html'},
      requestAnimationFrame: (run: () => void) => clock.setTimeout(run, 16),
    }) as unknown as Window;
    const contentWindow = {
      postMessage(data: unknown, origin: string) {
        if (origin === packageOrigin) deliver(below, data, portalOrigin, parent);
      },
    };
    const element = Object.assign(new EventTarget(), {
      ownerDocument: {defaultView: above},
      contentWindow,
      src: '',
      hasAttribute: () => false,
      setAttribute: () => {},
    }) as unknown as HTMLIFrameElement;
    const host: LaunchHost = {
      window: below,
      now: clock.now,
      setTimeout: clock.setTimeout,
      clearTimeout: clock.clearTimeout,
      frame: async () => ({openFrameSession}),
    };
    const hosted = hostTraining({
      frame: element,
      launch: `${packageOrigin}/package/index.html`,
      learner: {id: 'aigul', name: 'Aigul Serik'},
      store,
      ...(language && {language}),
      onFault: (fault) => faults.push(fault),
      onStatement: (statement) => statements.push(statement),
    });
    // The package's script runs once its host has put it into the frame.
    const session = hosted.then(async () => {
      const launched = frame.launch(host, {finalStatus: 'completed'});
      if (!launched) throw new Error('not launched');
      await launched.ready;
      return launched;
    });
    return {session, hosted, host, above, below, deliver};
  };

  /** Everything that waits for nothing but its turn. */
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const tick = async (milliseconds: number) => {
    clock.tick(milliseconds);
    await settle();
  };
  const pass = async (milliseconds: number) => {
    await settle();
    // In steps, for what a promise arms has its time too; long waits in longer ones.
    const step = milliseconds > 5000 ? 100 : 20;
    for (let left = milliseconds; left > 0; left -= step) await tick(Math.min(step, left));
    for (let turn = 0; turn < 6; turn++) await tick(0);
  };

  return {
    open,
    pass,
    faults,
    statements,
    sentTo,
    async launch() {
      await pass(0); // what was said before a page opens arrives before it
      const {session} = open();
      await pass(0);
      return session;
    },
    deafen: (deafens) => {
      isDeaf = deafens;
    },
    refuse: (refuses) => {
      refusing = refuses;
    },
    saves: () => saves,
    stored: () => JSON.parse(kept ?? '{"standard": "scorm2004", "values": {}, "seconds": 0}') as HostRecord,
  };
}
