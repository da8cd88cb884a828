import type {Page} from 'playwright-core';

/** A village school's line and an old phone: what every figure of loading is measured over. */
export const line = {bitsPerSecond: 400_000, roundTripMs: 400, slowerProcessor: 4, width: 390};

/** Puts a page behind that line. */
export async function throttle(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', {cacheDisabled: true});
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.roundTripMs,
    downloadThroughput: line.bitsPerSecond / 8,
    uploadThroughput: line.bitsPerSecond / 8,
  });
  await session.send('Emulation.setCPUThrottlingRate', {rate: line.slowerProcessor});
}
