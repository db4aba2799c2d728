import { functionSuite } from '../conformance/function-suite.ts';
import { LAMBDA_REGION, LAMBDA_SECRETS, startLambdaFunction } from './lambda-function.ts';

functionSuite({
  title: 'lambda on aws-lambda-ric 3, behind an emulator of its API',
  platform: 'LAMBDA',
  secrets: LAMBDA_SECRETS,
  async start(options = {}) {
    const { emulator } = await startLambdaFunction(options);
    const settings = (endpoint: string) => ({
      function: 'probe',
      region: LAMBDA_REGION,
      endpoint,
      accessKeyId: 'env:ID',
      secretAccessKey: 'env:KEY',
    });
    return {
      origin: emulator.url,
      settings,
      wrongSecret: { ...settings(emulator.url), secretAccessKey: 'env:WRONG' },
      wrongName: { ...settings(emulator.url), function: 'nothing' },
      output: () => '',
      close: () => emulator.close(),
    };
  },
  leftOut: { accepted: 'the Invoke API answers 202 to asynchronous invocations alone, which are never asked for' },
});
