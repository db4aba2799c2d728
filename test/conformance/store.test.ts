import { describe } from 'vitest';
import { emptyDirectory } from '../support/places.ts';
import { inventorySuite } from './inventory-suite.ts';

describe('on SQLite', () => {
  describe('the inventory', () => inventorySuite(emptyDirectory));
});
