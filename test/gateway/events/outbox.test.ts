import { describe } from 'vitest';
import { outboxSuite } from '../../conformance/outbox-suite.ts';
import { emptyDirectory } from '../../support/places.ts';

describe('the outbox on SQLite', () => {
  outboxSuite(emptyDirectory);
});
