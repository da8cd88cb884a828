import type {HostOptions} from '../../src/host/index.ts';

/** A page with a frame on its own origin, enough of it for a host: what was put into its window can be looked at. */
export interface FakeHostPage {
  readonly window: Window & Record<string, unknown>;
  readonly frame: HTMLIFrameElement;
  readonly attributes: Readonly<Record<string, string>>;
}

export function fakeHostPage(
  clock: {
    readonly setTimeout: (run: () => void, milliseconds: number) => number;
    readonly clearTimeout: (timer: number) => void;
  },
  origin = 'https://portal.example',
): FakeHostPage {
  const attributes: Record<string, string> = {};
  const window = Object.assign(new EventTarget(), {
    location: {href: `${origin}/course`, origin},
    crypto: globalThis.crypto,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
  }) as unknown as FakeHostPage['window'];
  const frame = Object.assign(new EventTarget(), {
    ownerDocument: {defaultView: window},
    contentWindow: null,
    hasAttribute: (name: string) => name in attributes,
    setAttribute: (name: string, value: string) => {
      attributes[name] = value;
    },
  });
  Object.defineProperty(frame, 'src', {
    get: () => attributes.src ?? '',
    set(address: string) {
      attributes.src = address;
      clock.setTimeout(() => void frame.dispatchEvent(new Event('load')), 0);
    },
  });
  return {window, frame: frame as unknown as HTMLIFrameElement, attributes};
}

export const aigul: Pick<HostOptions, 'learner' | 'launch'> = {
  learner: {id: 'aigul', name: 'Aigul Serik'},
  launch: '/packages/silence/index.html',
};
