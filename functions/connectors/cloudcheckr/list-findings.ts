import { defineListFindings, keysetPage } from '../../sdk/index.ts';
import type { CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { findingsOf } from './best-practices.ts';
import { callLegacy } from './client.ts';
import { required, rowsOf } from './fields.ts';
import { selectionOf } from './selection.ts';

/** The best practices that CloudCheckr checks and finds not kept. It answers with all of them at once. */
export const listFindings = defineListFindings<CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.listFindings',
  permissions: ['best_practice/get_best_practices_v3'],
  quota: null,
  async run(input, context) {
    const answer = await callLegacy(context, 'best_practice/get_best_practices_v3', await selectionOf(context));
    const checks = required(rowsOf(answer['BestPracticeChecks']), 'its best practices');
    return keysetPage('findings', checks.flatMap(findingsOf), input);
  },
});
