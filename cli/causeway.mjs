#!/usr/bin/env node
// The command from source. The build bundles `main.ts`, which then starts without a loader.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
