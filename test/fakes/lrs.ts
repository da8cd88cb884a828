import {createHash} from 'node:crypto';
import type {LaunchHost} from '../../src/lms/lms.ts';
import {fakeHost} from './host.ts';

type Json = Readonly<Record<string, unknown>>;

/** A statement as it came in: JSON that nobody has checked but the fake. */
export interface Said {
  readonly id: string;
  readonly verb: {readonly id: string};
  readonly object: {readonly id: string; readonly definition?: Json};
  readonly result?: Json & {readonly score?: {readonly raw: number; readonly scaled: number}};
  readonly context: Json & {readonly extensions?: Json};
  readonly timestamp: string;
}

export interface FakeLrsOptions {
  /** What launches the page: cmi5, or plain xAPI by `tincan.xml`. */
  readonly standard?: 'cmi5' | 'xapi';
  readonly endpointSlash?: boolean;
  readonly launchMode?: string;
  readonly moveOn?: string;
  readonly masteryScore?: number;
  readonly returnURL?: string;
  /** `languagePreference` of the learner; null: the LRS answers 404. */
  readonly preferences?: string | null;
  /** Who the URL says is learning, where it is not the usual account. */
  readonly actor?: Json;
  /** Whether an ETag comes back from a PUT, only from a GET, or nowhere because CORS hides it. */
  readonly etags?: 'always' | 'on read' | 'hidden';
  /** Whether a learner's token may read statements. */
  readonly readsStatements?: boolean;
}

/** What goes wrong, switched on and off while a test runs. */
export interface LrsFaults {
  /** Nothing comes through. */
  offline: boolean;
  /** Requests arrive, answers do not. */
  silent: boolean;
  /** This status for everything, with this many seconds in `Retry-After`. */
  status: number | null;
  retryAfter: number | null;
  /** Milliseconds to the server and back. */
  latency: number;
  /** Refuses statements about this item with 400, and every batch they are in. */
  refusesItem: string | null;
}

export interface LrsRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly keepalive: boolean;
  readonly headers: Headers;
  readonly at: number;
}

export interface FakeLrs {
  readonly faults: LrsFaults;
  /** All that was stored, in order. */
  readonly statements: readonly Said[];
  /** Rules of cmi5 and xAPI that were broken: in a good session none. */
  readonly broken: readonly string[];
  readonly log: readonly LrsRequest[];
  /** The short names of the verbs stored, in order. */
  verbs(): readonly string[];
  /** A state document. */
  state(stateId: string): Json | null;
  /** Somebody else writes a state document. */
  write(stateId: string, document: Json): void;
  /** The LMS launches the learner anew: the address of a page, of the same registration. */
  launch(): string;
  /** The LMS gives up the sessions launched so far: 403 from now on. */
  abandon(): void;
  /** Opens a page at an address, in a new tab or in one that was there before. */
  open(search: string, tab?: Storage): FakePage;
  /** Time passes for all pages; what they wait for arrives. */
  pass(milliseconds: number): Promise<void>;
}

export interface FakePage {
  readonly host: LaunchHost;
  readonly tab: Storage;
  /** Where the page went in the end. */
  readonly wentTo: readonly string[];
  goOnline(): void;
  /** The page is gone: nothing of it runs, and requests on their way are dropped unless they outlive it. */
  die(): void;
}

const endpoint = 'https://lrs.example/xapi/';
const registration = '0f8fad5b-d9cb-469f-a165-70867728950e';
const activityId = 'https://lms.example/activities/17';
const publisherId = 'https://w3id.org/destt/trainings/silence/au';
const sessionExtension = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid';
const masteryExtension = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore';
const cmi5Category = 'https://w3id.org/xapi/cmi5/context/categories/cmi5';
const moveOnCategory = 'https://w3id.org/xapi/cmi5/context/categories/moveon';
const verbPrefix = 'http://adlnet.gov/expapi/verbs/';
/** The wall clock when all of this begins. */
const epoch = Date.UTC(2026, 10, 21, 6);

interface Session {
  readonly id: string;
  readonly token: string;
  tokenTaken: boolean;
  abandoned: boolean;
  readonly said: Set<string>;
}

/**
 * An LRS, and the LMS that launches pages with it, as strict as the strictest of them: it hands out a token once, checks every
 * rule of STANDARDS 4 and 5 on what comes in, and breaks in all the ways that real ones do.
 */
export function createFakeLrs({
  standard = 'cmi5',
  endpointSlash = true,
  launchMode = 'Normal',
  moveOn = 'Completed',
  masteryScore,
  returnURL,
  preferences = null,
  actor = {objectType: 'Agent', account: {homePage: 'https://lms.example', name: 'aigul'}, name: 'Aigul Serik'},
  etags = 'always',
  readsStatements = true,
}: FakeLrsOptions = {}): FakeLrs {
  const clock = fakeHost();
  const faults: LrsFaults = {
    offline: false,
    silent: false,
    status: null,
    retryAfter: null,
    latency: 0,
    refusesItem: null,
  };
  const statements: Said[] = [];
  const broken: string[] = [];
  const log: LrsRequest[] = [];
  const documents = new Map<string, string>();
  const sessions: Session[] = [];
  const agent = JSON.stringify(actor);

  const launchData = (session: Session): Json => ({
    contextTemplate: {
      contextActivities: {grouping: [{id: publisherId}]},
      extensions: {[sessionExtension]: session.id},
    },
    launchMode,
    moveOn,
    ...(masteryScore !== undefined && {masteryScore}),
    ...(returnURL !== undefined && {returnURL}),
  });

  /** Why a statement is not taken; null if it is. */
  function fault(said: Said, session: Session, batch: readonly Said[]): string | null {
    const verb = said.verb.id.replace(verbPrefix, '');
    const text = JSON.stringify(said);
    const activities = (kind: string) =>
      ((said.context?.contextActivities as Json | undefined)?.[kind] as readonly {id: string}[] | undefined)?.map(
        ({id}) => id,
      ) ?? [];
    const is = (right: unknown, rule: string) => (right ? null : `${verb}: ${rule}`);
    const actorSaid = (said as unknown as {actor: {account?: Json; mbox?: string}}).actor;
    const basic =
      is(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(said.id), 'a UUID as its id') ??
      is(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(said.timestamp), 'a UTC timestamp') ??
      is(!/:null[,}]/.test(text), 'no nulls') ??
      is(actorSaid.account ? !Array.isArray(actorSaid.account) : actorSaid.mbox, 'one identifier of the actor') ??
      is(said.context?.registration === registration, 'the registration of the launch') ??
      is(said.result?.duration === undefined || /^PT\d+\.\d\dS$/.test(String(said.result.duration)), 'a duration');
    if (basic || standard === 'xapi') return basic;

    const defined = ['initialized', 'completed', 'passed', 'failed', 'terminated'].includes(verb);
    const judged = ['completed', 'passed', 'failed'].includes(verb);
    const before = [...session.said, ...batch.slice(0, batch.indexOf(said)).map((each) => each.verb.id)].map((each) =>
      each.replace(verbPrefix, ''),
    );
    const everSaid = (name: string) =>
      statements.some((each) => each.verb.id === verbPrefix + name) || before.includes(name);
    const {score} = said.result ?? {};
    const scaled = score?.scaled ?? null;
    return (
      is(JSON.stringify(actorSaid) === agent, 'the actor of the launch') ??
      is(activities('grouping').includes(publisherId), 'the grouping of the context template') ??
      is(said.context.extensions?.[sessionExtension] === session.id, 'the session of the context template') ??
      is(activities('category').includes(cmi5Category) === defined, 'the cmi5 category, where it is defined') ??
      is(activities('category').includes(moveOnCategory) === judged, 'the moveOn category, where it counts') ??
      is(!defined || said.object.id === activityId, 'the activity of the launch') ??
      is(verb === 'initialized' || before.includes('initialized'), 'not before initialized') ??
      is(!before.includes('terminated'), 'not after terminated') ??
      is(!defined || !before.includes(verb), 'once in a session') ??
      is(launchMode === 'Normal' || !judged, 'not in Browse or Review') ??
      is(!['completed', 'passed'].includes(verb) || !everSaid(verb), 'once in a registration') ??
      is(verb !== 'failed' || !everSaid('passed'), 'not after passed') ??
      is(verb !== 'passed' || !before.includes('failed'), 'not beside failed') ??
      is(verb === 'passed' || verb === 'failed' || !defined || !score, 'no score') ??
      is(
        verb !== 'completed' || (said.result?.completion === true && said.result.success === undefined),
        'completion',
      ) ??
      is(verb !== 'passed' || said.result?.success === true, 'success') ??
      is(verb !== 'failed' || said.result?.success === false, 'no success') ??
      is(verb !== 'passed' || masteryScore === undefined || (scaled ?? 1) >= masteryScore, 'a score that passes') ??
      is(verb !== 'failed' || (masteryScore !== undefined && (scaled ?? 1) < masteryScore), 'a score that fails') ??
      is(
        !['passed', 'failed'].includes(verb) ||
          scaled === null ||
          said.context.extensions?.[masteryExtension] === masteryScore,
        'the mastery score of the launch',
      ) ??
      is(!['completed', 'passed', 'failed', 'terminated'].includes(verb) || said.result?.duration, 'a duration')
    );
  }

  const answer = (status: number, body = '', headers: Record<string, string> = {}) =>
    new Response([204, 304].includes(status) ? null : body, {status, headers});
  const tagOf = (document: string) => `"${createHash('sha1').update(document).digest('hex')}"`;
  const tagged = (document: string, hidden: boolean) => (hidden ? {} : {ETag: tagOf(document)});

  function store(body: string, session: Session): Response {
    const parsed = JSON.parse(body) as Said | readonly Said[];
    const batch = Array.isArray(parsed) ? (parsed as readonly Said[]) : [parsed as Said];
    const fresh: Said[] = [];
    for (const said of batch) {
      const known = statements.find(({id}) => id === said.id);
      if (known && JSON.stringify(known) !== JSON.stringify(said)) {
        broken.push(`${said.verb.id}: the same id with other content`);
        return answer(409);
      }
      if (known) continue;
      if (faults.refusesItem && said.object.id.endsWith(faults.refusesItem)) return answer(400);
      const why = fault(
        said,
        session,
        batch.filter((each) => !statements.some(({id}) => id === each.id)),
      );
      if (why) {
        broken.push(why);
        return answer(400, why);
      }
      fresh.push(said);
    }
    for (const said of fresh) {
      statements.push(said);
      session.said.add(said.verb.id);
    }
    return answer(200, JSON.stringify(batch.map(({id}) => id)));
  }

  function stateResource({method, query, body, headers}: LrsRequest, session: Session): Response {
    const stateId = query.get('stateId') ?? '';
    if (query.get('activityId') !== activityId || query.get('registration') !== registration) return answer(400);
    if (stateId === 'LMS.LaunchData')
      return method === 'GET' ? answer(200, JSON.stringify(launchData(session))) : answer(403);
    const stored = documents.get(stateId);
    if (method === 'GET')
      return stored === undefined ? answer(404) : answer(200, stored, tagged(stored, etags === 'hidden'));
    const match = headers.get('If-Match');
    if (match !== null && match !== (stored === undefined ? null : tagOf(stored))) return answer(412);
    if (headers.get('If-None-Match') === '*' && stored !== undefined) return answer(412);
    documents.set(stateId, body);
    return answer(204, '', tagged(body, etags !== 'always'));
  }

  function serve(request: LrsRequest): Response {
    const {method, path, query, headers, body} = request;
    if (faults.status !== null)
      return answer(faults.status, '', faults.retryAfter === null ? {} : {'Retry-After': String(faults.retryAfter)});
    if (path.startsWith('/fetch/')) {
      const session = sessions.find(({id}) => path.endsWith(id));
      if (method !== 'POST' || !session) return answer(400);
      if (session.tokenTaken) return answer(200, '{"error-code": "1", "error-text": "Already in use."}');
      session.tokenTaken = true;
      return answer(200, JSON.stringify({'auth-token': session.token}));
    }
    const session = sessions.find(({token}) => headers.get('Authorization') === `Basic ${token}`);
    if (!session) return answer(401);
    if (session.abandoned) return answer(403);
    if (headers.get('X-Experience-API-Version') !== '1.0.3') return answer(400);
    if (query.has('agent') && query.get('agent') !== agent && standard === 'cmi5') return answer(403);
    if (path === '/xapi/activities/state') return stateResource(request, session);
    if (path === '/xapi/agents/profile')
      return preferences === null ? answer(404) : answer(200, JSON.stringify({languagePreference: preferences}));
    if (path !== '/xapi/statements') return answer(404);
    if (method === 'POST') return store(body, session);
    if (!readsStatements) return answer(403);
    const found = statements.filter(({verb}) => verb.id === query.get('verb')).slice(-1);
    return answer(200, JSON.stringify({statements: found, more: ''}), {'Content-Type': 'application/json'});
  }

  return {
    faults,
    statements,
    broken,
    log,
    verbs: () => statements.map(({verb}) => verb.id.replace(verbPrefix, '')),
    state: (stateId) => JSON.parse(documents.get(stateId) ?? 'null') as Json | null,
    write: (stateId, document) => void documents.set(stateId, JSON.stringify(document)),
    launch() {
      const id = `session-${sessions.length + 1}`;
      sessions.push({id, token: btoa(`${id}:key`), tokenTaken: false, abandoned: false, said: new Set()});
      const shared = {
        endpoint: endpointSlash ? endpoint : endpoint.slice(0, -1),
        actor: agent,
        registration,
        lang: '',
      };
      const own: Record<string, string> =
        standard === 'cmi5'
          ? {fetch: `https://lms.example/fetch/${id}`, activityId}
          : {auth: `Basic ${btoa(`${id}:key`)}`, activity_id: activityId};
      return `?${new URLSearchParams({...shared, ...own})}`;
    },
    abandon() {
      for (const session of sessions) session.abandoned = true;
    },
    open(search, tab = fakeTab()) {
      let alive = true;
      const wentTo: string[] = [];
      const onlyAlive = (run: () => void) => () => {
        if (alive) run();
      };
      const fetch = (url: string, init: RequestInit = {}) =>
        new Promise<Response>((resolve, reject) => {
          const {pathname, searchParams} = new URL(url);
          const request: LrsRequest = {
            method: init.method ?? 'GET',
            path: pathname,
            query: searchParams,
            body: String(init.body ?? ''),
            keepalive: init.keepalive ?? false,
            headers: new Headers(init.headers),
            at: clock.now(),
          };
          log.push(request);
          if (faults.offline || (request.keepalive && Buffer.byteLength(request.body) > 65_536))
            return reject(new TypeError('Failed to fetch'));
          init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
          const arrive = () => {
            if (!alive && !request.keepalive) return;
            const response = serve(request);
            if (faults.silent || !alive) return;
            if (faults.latency > 0) clock.setTimeout(() => resolve(response), faults.latency / 2);
            else resolve(response);
          };
          if (faults.latency > 0) clock.setTimeout(arrive, faults.latency / 2);
          else arrive();
        });
      const {window} = fakeHost({search});
      const location = {search, assign: (address: string) => void wentTo.push(address)};
      Object.assign(window, {fetch, sessionStorage: tab, crypto: globalThis.crypto, location, console: {warn() {}}});
      return {
        host: {
          window: Object.assign(window, {
            requestAnimationFrame: (run: () => void) => clock.setTimeout(onlyAlive(run), 16),
          }),
          now: clock.now,
          setTimeout: (run, milliseconds) => clock.setTimeout(onlyAlive(run), milliseconds),
          clearTimeout: clock.clearTimeout,
          date: () => epoch + clock.now(),
          statements: () => import('../../src/lms/xapi-session.ts'),
        },
        tab,
        wentTo,
        goOnline: () => void window.dispatchEvent(new Event('online')),
        die() {
          alive = false;
        },
      };
    },
    async pass(milliseconds) {
      const step = 100;
      await settled();
      for (let passed = 0; passed < milliseconds; passed += step) {
        clock.tick(Math.min(step, milliseconds - passed));
        await settled();
      }
    },
  };
}

/** Whatever was promised and needs no time has happened. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The sessionStorage of a tab. */
export function fakeTab(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (at) => [...items.keys()][at] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
    clear: () => items.clear(),
  };
}
