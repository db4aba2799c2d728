import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InputRefused } from '../../../functions/sdk/errors.ts';
import { defineConnector, defineHandler } from '../../../functions/sdk/index.ts';
import { createMetrics } from '../../../gateway/server/metrics.ts';
import { ASK, asking, type Asking } from '../../support/deployments.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { serveOverHttp, type HttpDeployment } from '../../support/http-deployment.ts';
import { until } from '../../support/until.ts';

const handler = (name: string, run: () => Promise<{ data: unknown }>) =>
  defineHandler({
    name,
    effect: 'READ',
    idempotent: true,
    permissions: [],
    quota: null,
    data: z.unknown(),
    output: z.unknown(),
    run,
  });

/** One function that answers, and one that refuses for good. */
const half = defineConnector({
  name: 'half',
  title: 'Half',
  description: 'Works half of the time.',
  credential: null,
  options: z.strictObject({}),
  functions: [
    handler('half.good', async () => ({ data: 1 })),
    handler('half.bad', () => Promise.reject(new InputRefused('it is never good enough'))),
  ],
});

describe('a gateway tells Prometheus', () => {
  let gateway: TestGateway;
  let asked: Asking;
  let there: HttpDeployment;
  beforeAll(async () => {
    gateway = await startGateway({ flags: { 'private-function-addresses': 'allow' } });
    asked = asking(gateway);
    there = await serveOverHttp(half);
    await asked.register('there', there);
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await there[Symbol.asyncDispose]();
  });

  const headers = () => ({ authorization: `Bearer ${gateway.adminKey}` });
  async function metrics() {
    const response = await fetch(`${gateway.url}/metrics`, { headers: headers() });
    return response.text();
  }
  const call = (name: string) => asked.ask(ASK, { input: { function: name, deployment: 'there', data: 1 } });
  const post = (id: string) =>
    fetch(`${gateway.url}/events`, {
      method: 'POST',
      headers: { ...headers(), 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify({ specversion: '1.0', id, source: '/test', type: 'com.example.thing', data: 1 }),
    });

  it('how calls ended, how long they took, and in how many attempts', async () => {
    await call('half.good');
    await call('half.good');
    await call('half.bad');
    const text = await metrics();
    const good = 'deployment="there",function="half.good"';
    const bad = 'deployment="there",function="half.bad"';
    expect(text).toContain('# TYPE causeway_function_calls_total counter');
    expect(text).toContain(`causeway_function_calls_total{${good},outcome="ok"} 2`);
    expect(text).toContain(`causeway_function_calls_total{${bad},outcome="functionError"} 1`);
    expect(text).toContain('# TYPE causeway_function_duration_ms histogram');
    expect(text).toContain(`causeway_function_duration_ms_bucket{${good},le="+Inf"} 2`);
    expect(text).toContain(`causeway_function_duration_ms_count{${bad}} 1`);
    expect(text).toContain(`causeway_function_attempts_total{${good},kind="first"} 2`);
    expect(text).not.toContain('kind="retry"');
  });

  it('how each deployment is doing, built-in ones too', async () => {
    const text = await metrics();
    expect(text).toContain('causeway_deployment_breaker_state{deployment="there",state="closed"} 1');
    expect(text).toContain('causeway_deployment_breaker_state{deployment="there",state="open"} 0');
    expect(text).toMatch(/^causeway_deployment_concurrency_limit\{deployment="there"\} \d+$/m);
    expect(text).toContain('causeway_deployment_calls_in_flight{deployment="there"} 0');
    expect(text).toContain('causeway_deployment_calls_queued{deployment="local-sandbox"} 0');
  });

  it('what became of events', async () => {
    const CREATE = `mutation ($input: CreateEventSubscriptionInput!) {
      createEventSubscription(input: $input) { eventSubscription { id } }
    }`;
    for (const name of ['good', 'bad'])
      await gateway.data(CREATE, {
        input: { name, eventType: 'com.example.thing', functionName: `half.${name}`, deployment: 'there' },
      });
    expect((await post('1')).ok).toBe(true);
    expect((await post('1')).ok).toBe(true);
    await until(async () => (await metrics()).includes('causeway_deliveries_pending 0'));
    await until(async () => /causeway_deliveries_total\{outcome="dead"\} 1/.test(await metrics()));
    const text = await metrics();
    expect(text).toContain('causeway_events_total{outcome="accepted"} 1');
    expect(text).toContain('causeway_events_total{outcome="duplicate"} 1');
    expect(text).toContain('causeway_deliveries_total{outcome="delivered"} 1');
  });

  it('nothing that it writes twice: each metric has one help and one type', async () => {
    const names = [...(await metrics()).matchAll(/^# HELP (\S+) .+$/gm)].map(([, name]) => name!);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.startsWith('causeway_')).length).toBeGreaterThan(10);
  });
});

describe('metrics', () => {
  const lines = async ({ render }: ReturnType<typeof createMetrics>, name: string) =>
    (await render()).text.split('\n').filter((line) => line.startsWith(name));

  it('have an end to what they keep apart: a thousand functions, and the others by how they ended', async () => {
    const metrics = createMetrics();
    for (let at = 0; at < 5_000; at += 1) metrics.call('there', `f${at}`, at % 2 ? 'ok' : 'busy', 7);
    const calls = await lines(metrics, 'causeway_function_calls_total');
    expect(calls).toHaveLength(1_002);
    const others = 'deployment="(other)",function="(other)"';
    expect(calls).toContain(`causeway_function_calls_total{${others},outcome="ok"} 2000`);
    expect(calls).toContain(`causeway_function_calls_total{${others},outcome="busy"} 2000`);
    expect(await lines(metrics, `causeway_function_duration_ms_count{${others}}`)).toHaveLength(1);
  });

  it('leave out what cannot be measured now, and keep the rest', async () => {
    const metrics = createMetrics();
    metrics.measure({
      causeway_away: { help: 'Away.', read: () => Promise.reject(new Error('the store is away')) },
      causeway_here: { help: 'Here.', read: () => 7 },
    });
    expect(await lines(metrics, 'causeway_away')).toEqual([]);
    expect(await lines(metrics, 'causeway_here')).toEqual(['causeway_here 7']);
  });

  it('count the time of operations in seconds and that of functions in milliseconds, as their names say', async () => {
    const metrics = createMetrics();
    metrics.operation('Q', 'ok', 250);
    metrics.call('there', 'f', 'ok', 250);
    metrics.call('there', 'f', 'cancelled', null);
    const bucket = (name: string, le: string) => lines(metrics, `${name}_bucket{${le}`);
    expect(await lines(metrics, 'causeway_operation_duration_seconds_sum')).toEqual([
      'causeway_operation_duration_seconds_sum{operation="Q",outcome="ok"} 0.25',
    ]);
    expect(await bucket('causeway_function_duration_ms', 'deployment="there",function="f",le="100"')).toEqual([
      'causeway_function_duration_ms_bucket{deployment="there",function="f",le="100"} 0',
    ]);
    expect(await lines(metrics, 'causeway_function_duration_ms_count')).toEqual([
      'causeway_function_duration_ms_count{deployment="there",function="f"} 1',
    ]);
  });

  it('name retries and hedges apart', async () => {
    const metrics = createMetrics();
    for (const kind of ['first', 'retry', 'hedge', 'retry'] as const) metrics.attempt('there', 'f', kind);
    expect(await lines(metrics, 'causeway_function_attempts_total')).toEqual([
      'causeway_function_attempts_total{deployment="there",function="f",kind="first"} 1',
      'causeway_function_attempts_total{deployment="there",function="f",kind="retry"} 2',
      'causeway_function_attempts_total{deployment="there",function="f",kind="hedge"} 1',
    ]);
  });
});
