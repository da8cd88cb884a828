import * as lit from 'lit';
import * as decorators from 'lit/decorators.js';
import * as activity from '../activities/activity.ts';
import * as training from '../training/index.ts';
import * as ui from '../ui/index.ts';
import './training-player.ts';
import type {TrainingPlayer} from './training-player.ts';

// What later scripts share with the player instead of bringing it again.
window.destt.shared = {lit, decorators, activity, training, ui};

// After this script come, in the same file, the kinds of the first unit; then the page is complete.
queueMicrotask(() => setTimeout(begin));

function begin() {
  const player = document.querySelector<TrainingPlayer>('training-player');
  // An LRS may still have to say in which language.
  const start = () => void player?.start(window.destt);
  if (window.destt.ready) void window.destt.ready.then(start);
  else start();
}
