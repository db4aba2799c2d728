import { describe } from 'vitest';
import { findingsSuite } from '../../conformance/findings-suite.ts';
import { emptyDirectory } from '../../support/places.ts';

describe('findings on SQLite', () => {
  findingsSuite(emptyDirectory);
});
