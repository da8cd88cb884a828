// The headless host: what `dist/host/destt-host.js` exports. docs/portal.md has a page for each use.
export {hostTraining} from './host-training.ts';
export {
  type Actor,
  type Cmi5LaunchData,
  type LaunchAddressOptions,
  launchAddress,
  newRegistration,
  type PrepareOptions,
  prepareCmi5,
  type TokenDesk,
  tokenDesk,
} from './launch-cmi5.ts';
export {standingOf} from './record.ts';
export {browserStore, memoryStore, type ServerStoreOptions, serverStore} from './stores.ts';
export type {
  Hosted,
  HostFault,
  HostOptions,
  HostRecord,
  HostStatement,
  HostStore,
  ScormApi,
  Standard,
  Standing,
  StandingInteraction,
} from './types.ts';
