/** Which rows of a long table are drawn. */
export interface Window {
  first: number;
  /** One behind the last. */
  end: number;
  /** Heights of what is left out, in pixels. */
  above: number;
  below: number;
}

/** The rows that can be seen at `scroll`, and some more around them, so that scrolling shows no holes. */
export function visible(rows: number, rowHeight: number, scroll: number, height: number, margin = 8): Window {
  const most = Math.ceil(height / rowHeight) + 2 * margin;
  const first = Math.max(0, Math.min(Math.floor(scroll / rowHeight) - margin, rows - most));
  const end = Math.min(rows, first + most);
  return { first, end, above: first * rowHeight, below: (rows - end) * rowHeight };
}
