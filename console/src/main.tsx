import "uplot/dist/uPlot.min.css";
import "./shell/console.css";
import "./shell/live.css";
import "./shell/incidents.css";
import "./shell/subscriptions.css";
import "./shell/rules.css";
import { render } from "preact";
import { App } from "./shell/App";

const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
}
