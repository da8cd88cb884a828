/**
 * Looks for a SCORM API object by its standard name: in this window and its parents, then in the window that opened the
 * topmost one and its parents (SCORM 1.2 RTE 3.3.6, 2004 RTE 3.2). Windows of other origins throw when touched: they are passed over.
 */
export function findApi<Api>(
  window: Window,
  name: 'API' | 'API_1484_11',
  isApi: (candidate: unknown) => candidate is Api,
): Api | null {
  const upwards = (start: Window | null) => {
    let at = start;
    // Some portals nest deeper than the 7 frames of the standard's sample; a loop of parents still has to end.
    for (let step = 0; at && step < 500; step++) {
      const here = at;
      const candidate = reach(() => (here as unknown as Record<string, unknown>)[name]);
      if (reach(() => isApi(candidate))) return candidate as Api;
      const parent = reach(() => here.parent);
      if (parent === here) return null;
      at = parent;
    }
    return null;
  };
  return upwards(window) ?? upwards(reach(() => window.top?.opener ?? null));
}

/** What `get` gives, or null where the browser forbids it. */
export function reach<T>(get: () => T): T | null {
  try {
    return get();
  } catch {
    return null;
  }
}
