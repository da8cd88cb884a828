import {type FromHost, readFromPackage} from '../training/frame-messages.ts';
import type {HostFault} from './types.ts';

export interface FrameDeskParts {
  /** The page's own window: messages arrive there. */
  readonly window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  readonly frame: Pick<HTMLIFrameElement, 'contentWindow'>;
  /** The package's origin: no other is listened to, and none but this is spoken to. */
  readonly origin: string;
  /** What is known, for a page that says hello. */
  readonly told: () => Readonly<Record<string, string>>;
  /** Takes what was set; resolves to the error code, `0` once the store has it. */
  readonly take: (values: readonly (readonly [string, string])[], final: boolean) => Promise<string>;
  readonly onFault: (fault: HostFault) => void;
}

/** The host's side of `src/lms/frame.ts`. Gives what takes it away again. */
export function openFrameDesk({window, frame, origin, told, take, onFault}: FrameDeskParts): () => void {
  const strangers = new Set<string>();
  const say = (message: FromHost) => frame.contentWindow?.postMessage(message, origin);
  const listen = (event: MessageEvent<unknown>) => {
    const message = readFromPackage(event.data);
    if (!message) return;
    // The last word of a page that is going away may come from a window that is no more; its origin is still told.
    const known = event.source === frame.contentWindow || (event.source === null && message.type === 'commit');
    if (event.origin !== origin || !known) {
      if (!strangers.has(event.origin))
        onFault({
          type: 'stranger',
          message: `A window of ${event.origin} spoke as a package would; only the frame's own, of ${origin}, is listened to. Look at what else runs in this page.`,
        });
      strangers.add(event.origin);
      return;
    }
    if (message.type === 'hello') return say({destt: 1, type: 'welcome', values: told()});
    const {number, values, final} = message;
    void take(values, final).then((error) => say({destt: 1, type: 'answer', number, error}));
  };
  window.addEventListener('message', listen);
  return () => window.removeEventListener('message', listen);
}
