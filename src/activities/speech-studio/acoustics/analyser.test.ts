import {describe, expect, it} from 'vitest';
import {joined, noise, type Signal, signal, silence, withNoise} from '../../../../test/speech/signal.ts';
import {type Analyser, analyser} from './analyser.ts';
import {limits, type SpeechFacts} from './facts.ts';

const tone = (rate: number, seconds: number, hertz: number, amplitude = 0.3) =>
  signal(rate, seconds, (time) => amplitude * Math.sin(2 * Math.PI * hertz * time));
/** A buzz like a voice's, with overtones. */
const voice = (seconds: number, amplitude = 0.2, hertz = 120) =>
  signal(16_000, seconds, (time) => {
    let sum = 0;
    for (let k = 1; k * hertz < 4000; k++) sum += Math.sin(2 * Math.PI * k * hertz * time) / k;
    return amplitude * sum;
  });
const between = (rate: number, sound: Signal) => joined([silence(rate, 0.5), sound, silence(rate, 0.5)]);

function facts({rate, samples}: Signal, {channels = 1, chunk = rate, least = {seconds: 0, snr: 0}} = {}): SpeechFacts {
  const {push, finish} = analyser(rate, channels, least);
  for (let at = 0; at < samples.length; at += chunk)
    push(Array.from({length: channels}, () => samples.subarray(at, at + chunk)));
  return finish();
}
function measures(sound: Signal, options = {}) {
  const found = facts(sound, options);
  if (found.refusal !== null) throw new Error(`Refused: ${found.refusal}.`);
  return found;
}

/** Four syllables a second for a second and a half, then a pause, over and over. */
const babble = (seconds: number) =>
  signal(16_000, seconds, (time) => {
    const inPhrase = time % 2 < 1.5;
    let sum = 0;
    for (let k = 1; k < 20; k++) sum += Math.sin(2 * Math.PI * k * 130 * time) / k;
    return inPhrase ? 0.2 * sum * Math.sin(4 * Math.PI * (time % 2)) ** 2 : 0;
  });

describe('pitch', () => {
  const rates = [8000, 16_000, 22_050, 44_100, 48_000, 96_000];
  it.each(rates)('of a pure tone is its own, and still, at %i samples a second', (rate) => {
    for (const hertz of [65, 100, 220, 440, 490]) {
      const {pitch} = measures(between(rate, tone(rate, 2, hertz)));
      expect(Math.abs(pitch!.median / hertz - 1)).toBeLessThan(0.0005);
      expect(pitch!.semitones).toBeLessThan(0.03);
    }
  });

  it('of a sweep over an octave lies in its middle and varies as much as the octave does', () => {
    // An even spread over 12 semitones deviates by 12/√12.
    for (const rate of [16_000, 44_100]) {
      const sweep = signal(
        rate,
        4,
        (time) => 0.3 * Math.sin(((2 * Math.PI * 100 * 4) / Math.LN2) * (2 ** (time / 4) - 1)),
      );
      const {pitch} = measures(between(rate, sweep));
      expect(Math.abs(pitch!.median / (100 * Math.SQRT2) - 1)).toBeLessThan(0.005);
      expect(Math.abs(pitch!.semitones - Math.sqrt(12))).toBeLessThan(0.05);
    }
  });

  it('of a voice is its lowest tone’s, not an overtone’s, nor half of it', () => {
    for (const hertz of [80, 120, 250, 400]) {
      const {pitch} = measures(between(16_000, voice(2, 0.2, hertz)));
      expect(Math.abs(pitch!.median / hertz - 1)).toBeLessThan(0.002);
    }
  });

  it('is missing where nearly nothing has one', () => {
    const hiss = signal(16_000, 4, () => 0);
    const breath = {rate: 16_000, samples: noise(32_000, -20, 5)};
    const {pitch} = measures(joined([hiss, breath, silence(16_000, 0.3), voice(0.2), silence(16_000, 1)]));
    expect(pitch).toBeNull();
  });
});

describe('pauses and syllables', () => {
  it('are counted', () => {
    const found = measures(between(16_000, babble(20)));
    expect(found.syllables).toBe(60);
    expect(found.pauses).toHaveLength(9);
    expect(found.speechRate).toBeCloseTo(60 / 19.4, 1);
    expect(found.articulationRate).toBeCloseTo(60 / found.speechSeconds, 10);
    expect(found.articulationRate).toBeGreaterThan(found.speechRate);
  });

  it('are timed, to less than a tenth of a second', () => {
    const gap = (seconds: number) => silence(16_000, seconds);
    const sound = joined([gap(1), voice(1), gap(0.4), voice(2), gap(0.8), voice(1), gap(1.5), voice(1), gap(1)]);
    const {pauses, speechSeconds} = measures(sound);
    const real = [2, 0.4, 4.4, 0.8, 6.2, 1.5];
    const found = pauses.flatMap(({start, length}) => [start, length]);
    expect(found).toHaveLength(real.length);
    for (const [at, value] of found.entries()) expect(Math.abs(value - real[at]!)).toBeLessThan(0.1);
    expect(Math.abs(speechSeconds - 5)).toBeLessThan(0.4);
  });

  it('are the same in noise that the voice stands out of by 25 dB', () => {
    const {syllables, pauses, snr} = measures(withNoise(between(16_000, babble(20)), -40, 4));
    expect(syllables).toBe(60);
    expect(pauses).toHaveLength(9);
    expect(snr).toBeGreaterThan(20);
    expect(snr).toBeLessThan(30);
  });

  it('are found when the noise grows on the way: the floor follows it', () => {
    const speech = babble(60);
    const louder = noise(speech.samples.length, -60, 8).map(
      (sample, at) => sample * 10 ** (at / speech.samples.length),
    );
    const {pauses, syllables} = measures({
      rate: 16_000,
      samples: speech.samples.map((sample, at) => sample + louder[at]!),
    });
    expect(pauses).toHaveLength(29);
    expect(Math.abs(syllables - 180)).toBeLessThanOrEqual(2);
  });

  it('take no click and no breath for speech', () => {
    const click = signal(16_000, 0.01, () => 0.8);
    const breath = {rate: 16_000, samples: noise(8000, -30, 5)};
    const gap = silence(16_000, 1);
    const {pauses, syllables} = measures(joined([gap, voice(1), gap, click, gap, breath, gap, voice(1), gap]));
    expect(pauses).toHaveLength(1);
    expect(Math.abs(pauses[0]!.length - 3.51)).toBeLessThan(0.1);
    expect(syllables).toBe(2);
  });
});

describe('loudness', () => {
  const gap = silence(16_000, 0.5);
  const phrases = (...amplitudes: readonly number[]) =>
    joined(amplitudes.flatMap((amplitude) => [gap, voice(1.5, amplitude)]).concat(gap));

  it('is steady where all stretches are as loud, whatever the microphone’s gain', () => {
    for (const gain of [0.2, 0.02])
      expect(measures(phrases(gain, gain, gain)).loudness).toEqual({
        steadiness: expect.closeTo(0, 1),
        drift: expect.closeTo(0, 1),
        fading: expect.closeTo(0, 0),
      });
  });

  it('drifts as the speech does', () => {
    const {loudness} = measures(phrases(0.2, 0.1, 0.05));
    expect(loudness.drift).toBeCloseTo(-12, 0);
    expect(loudness.steadiness).toBeCloseTo(6, 0);
  });

  it('fades where ends are swallowed', () => {
    const swallowed = signal(16_000, 1.5, (time) => 0.2 * (time < 1 ? 1 : 0.1) * Math.sin(2 * Math.PI * 200 * time));
    const {fading} = measures(joined([gap, swallowed, gap, swallowed, gap])).loudness;
    expect(fading).toBeLessThan(-15);
  });
});

describe('clipping', () => {
  it('is the share of samples cut off at full scale', () => {
    const cut = tone(48_000, 2, 100, 2);
    const share = facts({
      rate: 48_000,
      samples: cut.samples.map((sample) => Math.max(-1, Math.min(1, sample))),
    }).clipped;
    expect(share).toBeCloseTo(2 / 3, 2); // the sine of amplitude 2 is over 1 for two thirds of its time
  });

  it('is none for a loud peak that just fits', () => {
    expect(facts(tone(48_000, 2, 1000, 1)).clipped).toBe(0);
    expect(facts(tone(48_000, 2, 100, 0.99)).clipped).toBe(0);
  });

  it('is found in the one channel that has it', () => {
    const {push, finish} = analyser(48_000, 2);
    push([tone(48_000, 2, 100, 0.5).samples, signal(48_000, 2, () => 1).samples]);
    expect(finish().clipped).toBe(0.5);
  });
});

describe('16-bit integers, the channels in turn,', () => {
  it('give the facts of the same samples in −1…1, clipped ones included', () => {
    const speech = babble(25);
    const left = Int16Array.from(speech.samples, (sample) => Math.max(-0x8000, Math.min(0x7fff, 0xe000 * sample)));
    const right = left.map((sample) => sample >> 1);
    const given = (push: (analyser: Analyser) => void) => {
      const running = analyser(speech.rate, 2);
      push(running);
      return running.finish();
    };
    const found = given(({push}) => {
      const inTurn = Int16Array.from({length: 2 * left.length}, (_, at) => (at % 2 ? right : left)[at >> 1]!);
      push(inTurn.subarray(0, 70_002));
      push(inTurn.subarray(70_002));
    });
    expect(found.refusal).toBeNull();
    expect(found).toEqual(
      given(({push}) => push([left, right].map((channel) => Float32Array.from(channel, (sample) => sample / 0x8000)))),
    );
  });
});

describe('a refusal', () => {
  it('says that nobody is heard', () => {
    expect(facts(silence(16_000, 30))).toMatchObject({refusal: 'silent', snr: null, seconds: 30, clipped: 0});
    expect(facts({rate: 16_000, samples: noise(16_000 * 30, -30, 3)}).refusal).toBe('silent');
    expect(facts({rate: 16_000, samples: new Float32Array(0)}).refusal).toBe('silent');
  });

  it('says that it is too short, below 20 s', () => {
    expect(limits).toEqual({seconds: 20, snr: 15});
    expect(facts(babble(19.9), {least: limits})).toMatchObject({refusal: 'too-short', seconds: 19.9});
    expect(facts(babble(20), {least: limits}).refusal).toBeNull();
  });

  it('says that it is too noisy, below 15 dB over the noise, and gives no figure', () => {
    const found = facts(withNoise(babble(30), -26, 2), {least: limits});
    expect(found.refusal).toBe('too-noisy');
    expect(found.snr).toBeLessThan(15);
    expect(found).not.toHaveProperty('syllables');
    expect(facts(withNoise(babble(30), -38, 2), {least: limits}).refusal).toBeNull();
  });
});

describe('a recording', () => {
  it('gives the same facts however it is cut, and in one channel as in two', () => {
    const sound = withNoise(babble(8), -50, 6);
    const whole = measures(sound, {chunk: sound.samples.length});
    for (const chunk of [127, 128, 4096, 16_001]) expect(measures(sound, {chunk})).toEqual(whole);
    expect(measures(sound, {channels: 2})).toEqual(whole);
  });

  it('has a strip that shows its voice over its pauses', () => {
    const {strip} = measures(between(16_000, babble(8)));
    expect(strip.step).toBe(0.1);
    expect(strip.levels).toHaveLength(90);
    expect(Math.max(...strip.levels)).toBe(100);
    expect(Math.max(...strip.levels.subarray(22, 24))).toBe(0); // inside the first pause
  });

  it('has its thresholds with it', () => {
    const {thresholds} = measures(withNoise(babble(8), -50, 6));
    expect(thresholds).toMatchObject({method: 1, pause: 0.25});
    expect(thresholds.noise).toBeCloseTo(-54, -1);
    expect(thresholds.speech).toBeGreaterThan(thresholds.noise);
  });

  it('at a rate that can’t hold a voice is refused with the rates that can', () => {
    expect(() => analyser(4000, 1)).toThrow(/8,000 to 384,000/);
    expect(() => analyser(48_000, 0)).toThrow(/at least one/);
  });
});
