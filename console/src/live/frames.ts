/** Of the time no more than a share of this is spent on drawing, however slow the machine is. */
const SHARE = 0.2;

/** In ms: a page that slept, or stood in a debugger, seems to have drawn all that time. */
const LONGEST_PAUSE = 2000;

/**
 * Calls `draw` in the next frame, once however often it is wanted until then, and no more often than every `pause` ms, nor so
 * often that nothing else has its turn.
 */
export function perFrame(draw: () => void, pause = 0): { want: () => void; cancel: () => void } {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let cost = 0;
  function run(): void {
    frame = 0;
    const begun = performance.now();
    last = begun;
    draw();
    // Components are drawn when this function is over, before any timer.
    setTimeout(() => (cost = performance.now() - begun));
  }
  function want(): void {
    if (frame !== 0 || timer !== undefined) {
      return;
    }
    const wait = last + Math.max(pause, Math.min(cost / SHARE, LONGEST_PAUSE)) - performance.now();
    if (wait <= 0) {
      frame = requestAnimationFrame(run);
    } else {
      timer = setTimeout(() => {
        timer = undefined;
        frame = requestAnimationFrame(run);
      }, wait);
    }
  }
  return {
    want,
    cancel: () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      frame = 0;
      timer = undefined;
    },
  };
}
