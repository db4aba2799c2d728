export { createFindings } from './findings.ts';
export type { Findings } from './ports.ts';
