/** What only private answers and save files need: a script of its own, brought when the first of them is near. */
export {fromSaveFile, saveFileLimit, toSaveFile} from './save-file.ts';
export {xchacha} from './xchacha.ts';
