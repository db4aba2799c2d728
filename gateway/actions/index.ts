export { createActions, type Actions } from './actions.ts';
