import { z } from 'zod';
import { defineConnector } from '../../sdk/index.ts';
import { echo } from './echo.ts';

/** The smallest connector: try a platform with it before anything depends on that platform. */
export const connector = defineConnector({
  name: 'echo',
  title: 'Echo',
  description: 'Answers what it is given. Deploy it to try a platform, call it to see the way there and back.',
  credential: null,
  options: z.strictObject({}),
  functions: [echo],
});
