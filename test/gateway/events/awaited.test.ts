import { describe } from 'vitest';
import { awaitedSuite } from '../../conformance/awaited-suite.ts';
import { emptyDirectory } from '../../support/places.ts';

describe('SYNC calls on SQLite', () => {
  awaitedSuite(emptyDirectory);
});
