import { functionSuite } from '../conformance/function-suite.ts';
import { LAMBDA_REGION, LAMBDA_SECRETS, startLambdaFunction } from './lambda-function.ts';

functionSuite({
  title: 'lambdaUrl on aws-lambda-ric 3, behind an emulator of function URLs',
  platform: 'LAMBDA_URL',
  secrets: LAMBDA_SECRETS,
  async start(options = {}) {
    const { emulator, url } = await startLambdaFunction(options);
    const settings = (origin: string) => ({
      url: origin,
      region: LAMBDA_REGION,
      accessKeyId: 'env:ID',
      secretAccessKey: 'env:KEY',
    });
    const { origin } = new URL(url);
    return {
      origin,
      settings,
      wrongSecret: { ...settings(origin), secretAccessKey: 'env:WRONG' },
      output: () => '',
      close: () => emulator.close(),
    };
  },
  leftOut: {
    blocked: 'a function URL answers 502 to a timeout and to a crash alike, so it is taken for a crash',
    wrongName: 'each URL is of one function',
  },
});
