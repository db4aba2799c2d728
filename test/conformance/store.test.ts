import { describe } from 'vitest';
import { emptyDirectory } from '../support/places.ts';
import { inventorySuite } from './inventory-suite.ts';
import { storeSuite } from './store-suite.ts';

describe('on SQLite', () => {
  storeSuite(emptyDirectory);
  inventorySuite(emptyDirectory);
});
