import type {Standard} from './types.ts';

const clock = /^(\d{2,4}):(\d\d):(\d\d(?:\.\d+)?)$/;
const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Whether a text is a time span of either standard: `0001:02:03.45`, `PT1H2M3.45S`. */
export const isDuration = (text: string): boolean => clock.test(text) || iso.test(text);

/** The seconds of a time span; 0 for what is none. */
export function secondsIn(text: string): number {
  const [, hours = 0, minutes = 0, seconds = 0] = clock.exec(text) ?? [];
  const [, days = 0, h = 0, m = 0, s = 0] = iso.exec(text) ?? [];
  return (
    (Number(days) * 24 + Number(hours) + Number(h)) * 3600 +
    (Number(minutes) + Number(m)) * 60 +
    Number(seconds) +
    Number(s)
  );
}

/** Seconds as each standard writes them, with the two decimals that all LMSs take (STANDARDS 2). */
export const timespans: Readonly<Record<Standard, (seconds: number) => string>> = {
  scorm12(seconds) {
    const hundredths = Math.min(Math.round(seconds * 100), 9999 * 360_000);
    const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
    return `${String(Math.floor(hundredths / 360_000)).padStart(4, '0')}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
  },
  scorm2004(seconds) {
    const hundredths = Math.round(seconds * 100);
    return `PT${Math.floor(hundredths / 360_000)}H${Math.floor(hundredths / 6000) % 60}M${(hundredths % 6000) / 100}S`;
  },
};
