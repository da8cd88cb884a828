import type {Statement} from '@xapi/xapi';
import {openRecordQueue, type QueueHost} from '../device/record-queue.ts';
import {type Seal, sealedQueue} from '../device/sealed-queue.ts';
import {sendingActor} from './actor.ts';
import type {Network} from './ask.ts';
import type {Outbox} from './outbox.ts';
import type {RecordStore} from './records.ts';
import {authOf, type Settings} from './settings.ts';

/** What may be used of the page: handed in so that a test can hold it still. */
export interface RecordsHost extends QueueHost, Omit<Network, 'window'> {
  readonly window: Pick<Window, 'fetch' | 'addEventListener' | 'location'>;
  readonly setTimeout: (run: () => void, milliseconds: number) => number;
  readonly warn: (words: string) => void;
}

export interface RecordsOptions {
  readonly settings: Settings;
  /** The training's id. */
  readonly training: string;
  /** The LMS's id of the learner: keeps learners apart, and is never stored as it is. */
  readonly learner: string;
  readonly host: RecordsHost;
  /** Seals research on the device, for it has private answers in it; without it lies there in clear. */
  readonly seal?: Seal;
  /** Brings what sends; asked for only where there is an endpoint. */
  readonly outbox: () => Promise<typeof import('./outbox.ts')>;
}

/** Bytes that records may take on a device that sends none (DESIGN 5). */
export const fileLimit = 2_000_000;

/**
 * Keeps the records of one learner and one training, and sends them where the settings name an endpoint. Under `none` nobody
 * should open it: it would keep what it is given.
 */
export function openRecords({settings, training, learner, host, seal, outbox: bring}: RecordsOptions): RecordStore {
  const {records, endpoint, key} = settings;
  const sends = records === 'endpoint' && endpoint !== null && key !== null;
  const lying = openRecordQueue({training, learner, limit: sends ? null : fileLimit, host});
  const queue = seal ? sealedQueue(lying, seal, training, host.random) : lying;
  let outbox: Outbox | null = null;

  const store: RecordStore = {
    add(stream, statements) {
      queue.append(statements.flatMap((statement) => recordOf(stream, statement)));
      outbox?.wake();
    },
    drop: (stream) => queue.drop(stream),
    async export() {
      // Blobs, which a browser may keep out of its memory.
      const parts: Blob[] = [];
      await queue.texts((texts) => {
        if (texts.length > 0) parts.push(new Blob([parts.length > 0 ? ',\n' : '', texts.join(',\n')]));
      });
      return new Blob(['[\n', ...parts, '\n]\n'], {type: 'application/json'});
    },
    get state() {
      const {waiting, aside, gone, full} = queue.counts;
      return {waiting, full, refused: aside, gone, sent: outbox?.sent ?? 0, trouble: outbox?.trouble ?? null};
    },
    onState: null,
    leave: () => outbox?.leave(),
  };
  const report = () => store.onState?.();
  queue.onCounts = report;
  if (sends)
    bring().then(
      ({openOutbox}) => {
        const chance = () => (host.random(1)[0] ?? 0) / 255;
        const actor = sendingActor(settings, host.window.location.origin, learner);
        outbox = openOutbox({queue, endpoint, auth: authOf(key), actor, network: host, chance, warn: host.warn});
        outbox.onChange = report;
        host.window.addEventListener('online', outbox.hurry);
      },
      // The file did not come. What is given is kept, and sent when the training is opened again.
      () => host.warn('What sends records could not be loaded. They stay on this device until the next time.'),
    );
  return store;
}

/** A statement as the queue keeps it; one without an id would be stored again at each try. */
function recordOf(stream: 'tracking' | 'research', statement: Statement) {
  return statement.id ? [{id: statement.id, stream, text: JSON.stringify(statement)}] : [];
}
