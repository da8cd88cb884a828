import {type Analyser, analyser} from './analyser.ts';
import type {SpeechFacts} from './facts.ts';
import {buffersOf, type Movable} from './sound.ts';

export {analyser};

/** What the page sends; every message has one answer, in order. */
export type Asked =
  | {readonly type: 'begin'; readonly sampleRate: number; readonly channels: number}
  | {readonly type: 'chunk'; readonly samples: Movable}
  | {readonly type: 'finish'};
export type Answered =
  /** Gives a chunk back, to be filled again: new ones would pile up until they are collected. */
  | {readonly type: 'taken'; readonly samples: Movable}
  | {readonly type: 'facts'; readonly facts: SpeechFacts}
  | {readonly type: 'failed'; readonly message: string};

/** What of a worker's global scope is used. */
export interface WorkerScope {
  onmessage: ((event: {readonly data: Asked}) => void) | null;
  postMessage(answer: Answered, moved: Transferable[]): void;
}

/** Makes a worker an analyser that is asked by messages. Its first word, unasked, is that it runs. */
export function listen(scope: WorkerScope) {
  let running: Analyser | null = null;
  const answer = (asked: Asked): Answered => {
    if (asked.type === 'begin') running = analyser(asked.sampleRate, asked.channels);
    else if (!running) throw new Error(`"${asked.type}" came before "begin".`);
    else if (asked.type === 'finish') return {type: 'facts', facts: running.finish()};
    else running.push(asked.samples);
    return {type: 'taken', samples: asked.type === 'chunk' ? asked.samples : []};
  };
  scope.onmessage = ({data}) => {
    try {
      const answered = answer(data);
      scope.postMessage(answered, answered.type === 'taken' ? buffersOf(answered.samples) : []);
    } catch (error) {
      scope.postMessage({type: 'failed', message: error instanceof Error ? error.message : String(error)}, []);
    }
  };
  scope.postMessage({type: 'taken', samples: []}, []);
}
