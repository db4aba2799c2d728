/** `npm run build`: everything but native packages, into `dist`. */
import { rm } from 'node:fs/promises';
import { bundle } from './bundle.mjs';

await rm('dist', { recursive: true, force: true });
await bundle({ directory: 'dist', packages: 'bundle' });
