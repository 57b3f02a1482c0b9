/** Calls `draw` in the next frame, once however often it is wanted until then, and no more often than every `pause` ms. */
export function perFrame(draw: () => void, pause = 0): { want: () => void; cancel: () => void } {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  function run(): void {
    frame = 0;
    last = performance.now();
    draw();
  }
  function want(): void {
    if (frame !== 0 || timer !== undefined) {
      return;
    }
    const wait = last + pause - performance.now();
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
