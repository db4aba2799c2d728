import { afterAll, beforeAll, expect, it } from 'vitest';
import { connector as echo } from '../../../functions/connectors/echo/connector.ts';
import { ASK, asking, REMOVE, UPDATE, type Asking } from '../../support/deployments.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { serveOverHttp, type HttpDeployment } from '../../support/http-deployment.ts';

let gateway: TestGateway;
let asked: Asking;
let here: HttpDeployment;
let there: HttpDeployment;
beforeAll(async () => {
  gateway = await startGateway({ flags: { 'private-function-addresses': 'allow' } });
  asked = asking(gateway);
  [here, there] = await Promise.all([serveOverHttp(echo), serveOverHttp(echo)]);
  await asked.register('again', here);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
  await there[Symbol.asyncDispose]();
});

const call = () => asked.data(ASK, { input: { function: 'echo.echo', deployment: 'again', data: 1 } });
async function calls() {
  const { deployment } = await gateway.data('{ deployment(name: "again") { functions { health { calls } } } }');
  return deployment.functions[0].health.calls as number;
}
const move = (input: object) => asked.data(UPDATE, { input: { name: 'again', ...input } });

it('what is known of a deployment stays with it through changes that leave it where it is', async () => {
  await call();
  await call();
  await move({ maxConcurrency: 3 });
  expect(await calls()).toBe(2);
});

it('a deployment that is called elsewhere begins anew', async () => {
  await move({ target: { http: { url: there.url } } });
  expect(await calls()).toBe(0);
  await call();
  expect(await calls()).toBe(1);
});

it('a deployment that is removed and registered again begins anew, at the same place too', async () => {
  await asked.data(REMOVE, { input: { name: 'again' } });
  await asked.register('again', there);
  expect(await calls()).toBe(0);
});
