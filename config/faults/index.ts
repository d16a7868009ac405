// Faults: the place, what is wrong, and what to do about it.
export { plainName } from "./characters";
export type { Complaint } from "./complaint";
export { displayValue } from "./display-value";
export type { Fault, Parsed } from "./fault";
export { formatFaults } from "./format-faults";
export { isMap } from "./is-map";
export { nearest } from "./nearest";
export { formatPath, valueAt, type Path } from "./path";
export { shellQuoted, shells, shellWord, type Shell } from "./shells";
