import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";

/** One line of a plot. `style` names the variable of its colour. */
export interface Line {
  name: string;
  style: "expected" | "heard" | "bad-line" | "none-line";
  dashed?: boolean;
  values: (number | null)[];
}

/** A time with a name, drawn as an upright. */
export interface Upright {
  name: string;
  at: number;
}

interface Props {
  title: string;
  /** Epoch seconds, growing. */
  times: number[];
  lines: Line[];
  uprights?: Upright[];
  /** Values hold until the next one. */
  steps?: boolean;
  height?: number;
}

const DARK = "(prefers-color-scheme: dark)";

/** Lines over time, in UTC. What they show stands beside them in words: this is only their picture. */
export function Lines(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const shape = props.lines.map((line) => line.name).join() + props.uprights?.map((one) => one.at).join();

  useEffect(() => {
    const box = place.current;
    if (box === null) {
      return;
    }
    const draw = () => {
      plot.current?.destroy();
      plot.current = new uPlot(options(props, box.clientWidth), data(props), box);
    };
    draw();
    const dark = matchMedia(DARK);
    dark.addEventListener("change", draw);
    const watch = new ResizeObserver(() => plot.current?.setSize({ width: box.clientWidth, height: height(props) }));
    watch.observe(box);
    return () => {
      dark.removeEventListener("change", draw);
      watch.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [shape]);
  useEffect(() => plot.current?.setData(data(props)), [props.times, props.lines]);

  return <div class="plot" ref={place} role="img" aria-label={props.title} />;
}

function height(props: Props): number {
  return props.height ?? 180;
}

function data(props: Props): uPlot.AlignedData {
  return [props.times, ...props.lines.map((line) => line.values)];
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function options(props: Props, width: number): uPlot.Options {
  const axis = { stroke: colour("soft"), grid: { stroke: colour("grid"), width: 1 }, ticks: { stroke: colour("grid"), width: 1 } };
  return {
    width,
    height: height(props),
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    legend: { show: true, live: false },
    cursor: { drag: { x: false, y: false } },
    scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] } },
    axes: [{ ...axis, values: (_, ticks) => ticks.map(hours) }, { ...axis, size: 48 }],
    series: [{}, ...props.lines.map((line) => series(line, props.steps ?? false))],
    hooks: { draw: [(drawn) => (props.uprights ?? []).forEach((one, i) => upright(drawn, one, i))] },
  };
}

function hours(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, seconds % 60 === 0 ? 16 : 19);
}

function series(line: Line, steps: boolean): uPlot.Series {
  const drawn: uPlot.Series = { label: line.name, stroke: colour(line.style), width: 2, points: { show: steps } };
  if (line.dashed === true) {
    drawn.dash = [6, 4];
  }
  const stepped = steps ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
  if (stepped !== undefined) {
    drawn.paths = stepped;
  }
  return drawn;
}

/** Names of neighbours stand one below the other. */
function upright(plot: uPlot, one: Upright, row: number): void {
  const x = Math.round(plot.valToPos(one.at, "x", true));
  const { left, top, width, height: tall } = plot.bbox;
  if (x < left || x > left + width) {
    return;
  }
  const pen = plot.ctx;
  pen.save();
  pen.strokeStyle = colour("soft");
  pen.fillStyle = colour("soft");
  pen.setLineDash([2, 3]);
  pen.beginPath();
  pen.moveTo(x, top);
  pen.lineTo(x, top + tall);
  pen.stroke();
  pen.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  pen.textAlign = x > left + width * 0.85 ? "right" : "left";
  pen.fillText(one.name, x + (pen.textAlign === "left" ? 4 : -4) * devicePixelRatio, top + (12 + 13 * row) * devicePixelRatio);
  pen.restore();
}
