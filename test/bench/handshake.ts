import {gzipSync} from 'node:zlib';
import type {Browser, Request} from 'playwright-core';
import {openCourse} from '../journeys/lrs-launch.ts';
import {readPackage} from '../journeys/school.ts';
import {line, throttle} from './line.ts';

/** What a launch by URL asks for before the first screen: the package's files, and, apart from them, the LMS and its LRS. */
export interface LaunchFigures {
  readonly package_files: {readonly requests: number; readonly gzip_bytes: number};
  readonly handshake: {
    readonly requests: number;
    /** How often an answer had to be waited for before more could be asked; a preflight each comes on top, between origins. */
    readonly round_trips: number;
    /** From its first request to its last answer. */
    readonly seconds: number;
  };
  readonly seconds_to_first_screen: number;
}

/** Launches a package once over the bad line, as an LMS would. */
export async function handshake(browser: Browser, format: 'cmi5' | 'xapi'): Promise<LaunchFigures> {
  const files = readPackage(`stress-and-burnout-${format}.zip`);
  const course = await openCourse({format});
  const context = await browser.newContext({viewport: {width: line.width, height: 666}, locale: 'ru-RU'});
  const page = await context.newPage();
  await throttle(page);
  const asked: Request[] = [];
  context.on('request', (request) => asked.push(request));
  await page.goto(course.launch());
  await page.locator('training-player h1').waitFor({timeout: 120_000});
  const shown = await page.evaluate(() => performance.now());

  const begun = await page.evaluate(() => performance.timeOrigin);
  const answered = asked.filter((request) => request.timing().responseEnd > 0);
  const inPackage = (request: Request) => /\/package\//.test(new URL(request.url()).pathname);
  const names = answered.filter(inPackage).map((request) => new URL(request.url()).pathname.replace('/package/', ''));
  const toLms = answered
    .filter((request) => !inPackage(request))
    .map((request) => {
      const {startTime, responseEnd} = request.timing();
      return {from: startTime - begun, to: startTime - begun + responseEnd};
    })
    .filter(({from}) => from < shown)
    .sort((a, b) => a.from - b.from);
  await context.close();
  await course.close();
  const [first] = toLms;
  const last = Math.max(0, ...toLms.map(({to}) => to));
  return {
    package_files: {
      requests: names.length,
      gzip_bytes: names.reduce((sum, name) => sum + gzipSync(files[name] ?? new Uint8Array()).length, 0),
    },
    handshake: {
      requests: toLms.length,
      round_trips: roundTrips(toLms),
      seconds: seconds(last - (first?.from ?? 0)),
    },
    seconds_to_first_screen: seconds(shown),
  };
}

/** Whatever is asked before the first answer to what was asked before it belongs to the same round trip. */
function roundTrips(requests: readonly {readonly from: number; readonly to: number}[]): number {
  let rounds = 0;
  let answered = Number.NEGATIVE_INFINITY;
  for (const {from, to} of requests) {
    if (from >= answered) {
      rounds++;
      answered = to;
    } else answered = Math.min(answered, to);
  }
  return rounds;
}

const seconds = (milliseconds: number) => Math.round(milliseconds / 10) / 100;
