import { describe } from 'vitest';
import { emptyDirectory } from '../support/places.ts';
import { answersSuite } from './answers-suite.ts';
import { claimsSuite } from './claims-suite.ts';
import { creationsSuite } from './creations-suite.ts';
import { inventoryPropertySuite } from './inventory-property-suite.ts';
import { inventorySuite } from './inventory-suite.ts';
import { operationsSuite } from './operations-suite.ts';
import { registrySuite } from './registry-suite.ts';
import { searchSuite } from './search-suite.ts';
import { storeSuite } from './store-suite.ts';

describe('on SQLite', () => {
  storeSuite(emptyDirectory);
  inventorySuite(emptyDirectory);
  searchSuite(emptyDirectory);
  answersSuite(emptyDirectory);
  inventoryPropertySuite(emptyDirectory);
  registrySuite(emptyDirectory);
  creationsSuite(emptyDirectory);
  operationsSuite(emptyDirectory);
  claimsSuite(emptyDirectory);
});
