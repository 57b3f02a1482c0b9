import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { number } from "../words/names";
import type { Dot } from "./backtest";
import { Wide } from "../parts/Wide";

interface Props {
  dots: Dot[];
  /** The value that was tried. */
  now: number;
  pick: (allowed: number) => void;
}

const HEIGHT = 200;
/** How near to a point a press must be, in pixels. */
const NEAR = 24;

/** Incidents over the false alarms that are allowed. A press on a point takes its value; the table does the same by key. */
export function Curve({ dots, now, pick }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = place.current;
    if (box === null) {
      return;
    }
    let plot: uPlot | undefined;
    const draw = () => {
      plot?.destroy();
      plot = new uPlot(options(dots, now, box.clientWidth, pick), data(dots), box);
    };
    draw();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    const watch = new ResizeObserver(() => plot?.setSize({ width: box.clientWidth, height: HEIGHT }));
    watch.observe(box);
    return () => {
      dark.removeEventListener("change", draw);
      watch.disconnect();
      plot?.destroy();
    };
  }, [dots, now]);

  return (
    <>
      <h3>If more or fewer false alarms were allowed</h3>
      <div class="plot curve" ref={place} role="img" aria-label="Incidents over the false alarms a month that are allowed; the table below says the same" />
      <Wide title="The curve in numbers"><table class="dots">
        <thead><tr>
          <th scope="col">False alarms a month allowed</th><th scope="col" class="number">Incidents</th>
          <th scope="col" class="number">Found</th><th scope="col" class="number">False</th><th scope="col"><span class="hidden">Take</span></th>
        </tr></thead>
        <tbody>{dots.map((dot) => (
          <tr key={dot.allowed}>
            <th scope="row">{dot.allowed}{dot.allowed === now && <small>tried now</small>}</th>
            <td class="number">{number(dot.incidents)}</td>
            <td class="number">{dot.found === null ? "–" : number(dot.found)}</td>
            <td class="number">{dot.falseAlarms === null ? "–" : number(dot.falseAlarms)}</td>
            <td><button type="button" onClick={() => pick(dot.allowed)}>Take {dot.allowed}</button></td>
          </tr>
        ))}</tbody>
      </table></Wide>
    </>
  );
}

function data(dots: Dot[]): uPlot.AlignedData {
  return [dots.map((dot) => dot.allowed), dots.map((dot) => dot.incidents), dots.map((dot) => dot.falseAlarms)];
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function options(dots: Dot[], now: number, width: number, pick: (allowed: number) => void): uPlot.Options {
  const axis = { stroke: colour("soft"), grid: { stroke: colour("grid"), width: 1 }, ticks: { stroke: colour("grid"), width: 1 } };
  const line = (label: string, name: string): uPlot.Series => ({ label, stroke: colour(name), width: 2, points: { show: true, size: 10, fill: colour("paper") } });
  return {
    width,
    height: HEIGHT,
    legend: { show: true, live: false },
    cursor: { drag: { x: false, y: false }, points: { size: 14 } },
    scales: {
      x: { time: false, distr: 3, log: 10, range: () => range(dots) },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.15)] },
    },
    axes: [
      { ...axis, label: "false alarms a month allowed", labelSize: 20, splits: () => dots.map((dot) => dot.allowed),
        // By itself uPlot names powers of ten only.
        filter: (_, splits) => splits, values: (_, ticks) => ticks.map(String) },
      { ...axis, size: 48, label: "in that time", labelSize: 18 },
    ],
    series: [{}, line("incidents", "heard"), line("labelled as false", "bad-line")],
    hooks: { draw: [(plot) => mark(plot, now)], ready: [(plot) => listen(plot, dots, pick)] },
  };
}

/** A little room on both sides, also where there is one point only. */
function range(dots: Dot[]): [number, number] {
  const all = dots.map((dot) => dot.allowed);
  return [Math.min(...all) / 1.5, Math.max(...all) * 1.5];
}

function listen(plot: uPlot, dots: Dot[], pick: (allowed: number) => void): void {
  plot.over.addEventListener("click", (event) => {
    const left = event.clientX - plot.over.getBoundingClientRect().left;
    const far = (dot: Dot) => Math.abs(plot.valToPos(dot.allowed, "x") - left);
    const [first, ...rest] = dots;
    if (first !== undefined) {
      const near = rest.reduce((best, dot) => (far(dot) < far(best) ? dot : best), first);
      if (far(near) <= NEAR) {
        pick(near.allowed);
      }
    }
  });
}

function mark(plot: uPlot, now: number): void {
  const x = Math.round(plot.valToPos(now, "x", true));
  const { top, height } = plot.bbox;
  const pen = plot.ctx;
  pen.save();
  pen.strokeStyle = colour("soft");
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(x, top);
  pen.lineTo(x, top + height);
  pen.stroke();
  pen.restore();
}
