import {parentPort} from 'node:worker_threads';
import {openStore} from './store.ts';
import {answerWrites} from './thread-writer.ts';

// The thread that stores (`threadWriter`): opens the store's file and answers batch after batch until it is told to end.
const [file = ''] = process.argv.slice(2);
const port = parentPort;
if (port) void openStore(file).then((store) => answerWrites(port, store));
