/** One request by a process that was told whom to trust as it started; prints how it ended. */
import { createHttp } from '../../../../gateway/invoke/http/client.ts';

const end = await createHttp({ privateAddresses: 'allow' }).send({
  method: 'POST',
  url: process.argv[2]!,
  headers: {},
  body: 'hello',
  deadlineAt: Date.now() + 10_000,
  signal: new AbortController().signal,
  maxResponseBytes: 1_000,
});
process.stdout.write(JSON.stringify(end));
