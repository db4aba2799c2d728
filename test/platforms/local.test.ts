import { functionSuite } from '../conformance/function-suite.ts';

const noNetwork = 'a channel to a process of our own, with no network and nobody in between';

functionSuite({
  title: 'local in a process of our own',
  platform: 'LOCAL',
  secrets: {},
  start: async () => ({
    origin: 'http://127.0.0.1:9',
    settings: () => ({ connector: 'probe' }),
    output: () => '',
    close: async () => {},
  }),
  leftOut: {
    limitTold: 'the deadline of the call is the only limit',
    bare: 'the process is always ours',
    stall: noNetwork,
    flood: noNetwork,
    otherReply: noNetwork,
    platformLimit: 'the deadline of the call is the only limit',
    blocked: 'the deadline of the call is the only limit',
    refused: noNetwork,
    resetBefore: noNetwork,
    resetAfter: noNetwork,
    half: noNetwork,
    invalidJson: noNetwork,
    wrongContentType: noNetwork,
    throttled: noNetwork,
    retryAfterSeconds: noNetwork,
    retryAfterDate: noNetwork,
    front401: noNetwork,
    front403: noNetwork,
    front404: noNetwork,
    front500: noNetwork,
    frontPage: noNetwork,
    redirect: noNetwork,
    accepted: noNetwork,
    wrongSecret: 'there is no secret',
    wrongName: 'the process is of that connector',
    busy: 'a process refuses nobody',
  },
});
