/** Outlines, one a line; the build lays them beside this file. */
declare module "*.txt" {
  const text: string;
  export default text;
}
