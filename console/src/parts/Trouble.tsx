import { ApiProblem } from "../api";

/** Why something could not be had or done, with what the service says of each field. */
export function Trouble({ cause }: { cause: unknown }) {
  if (cause === undefined || cause === null || cause === "") {
    return null;
  }
  const errors = cause instanceof ApiProblem ? cause.errors : [];
  return (
    <div class="fault" role="alert">
      <p>{cause instanceof Error ? cause.message : String(cause)}</p>
      {errors.length > 1 && <ul>{errors.map((one) => <li>{one.pointer ?? ""} {one.detail}</li>)}</ul>}
    </div>
  );
}
