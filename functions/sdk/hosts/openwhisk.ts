/** Apache OpenWhisk: `exports.main = openwhiskHost(connector)`, called as an action or through the web. */
import type { Connector } from '../define.ts';
import { environmentRuntime, SETTINGS, type Environment, type HostRuntime } from './environment.ts';
import { createExchange, type Exchange } from './exchange.ts';

/** Default parameters of the action, what the caller gave, and for a web action `__ow_*`. */
export type OpenwhiskParams = Readonly<Record<string, unknown>>;

/**
 * A call is the parameters themselves, or stands in `ce`; that of a web action in the body. It answers an object, as
 * the platform demands: the reply, or for a web action the response with the reply in it.
 */
export function openwhiskHost(connector: Connector, runtime?: HostRuntime) {
  const exchangeFor = runtime ? always(createExchange(connector, runtime)) : bySettings(connector);
  return async (params: OpenwhiskParams): Promise<object> => {
    const exchange = exchangeFor(params);
    // Set by the platform before each run: when it ends, in milliseconds since 1970.
    const endsAt = Number(process.env['__OW_DEADLINE']) || undefined;
    const { __ow_method: method, __ow_headers: headers, __ow_body: body, ce = callIn(params) } = params;
    if (typeof method !== 'string') return exchange.invoke(ce, { endsAt });
    const answer = await exchange.http({
      method,
      headers: (headers ?? {}) as Readonly<Record<string, string>>,
      read: () => (typeof body === 'string' ? webBody(body) : (body ?? ce)),
      endsAt,
    });
    // As an object: a text of this media type the platform would take for base64.
    return { statusCode: answer.status, headers: answer.headers, body: JSON.parse(answer.body) as object };
  };
}

const NAMES: readonly string[] = Object.values(SETTINGS);

/** The parameters without the action's settings and the platform's own. */
const callIn = (params: OpenwhiskParams) =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !NAMES.includes(name) && !name.startsWith('__ow_')));

/** The platform gives a body in base64 unless it takes its media type for text. JSON begins with what base64 lacks. */
const webBody = (body: string) => (/^\s*[{["]/.test(body) ? body : Buffer.from(body, 'base64'));

const always = (exchange: Exchange) => () => exchange;

/**
 * Settings come as variables, which no caller can replace, or as default parameters, which the caller of a web action can
 * unless the action has the annotation `final`; nothing here shows whether it has. They stay the same between runs.
 */
function bySettings(connector: Connector): (params: OpenwhiskParams) => Exchange {
  let made: { readonly key: string; readonly exchange: Exchange } | null = null;
  return (params) => {
    const settings = Object.fromEntries(NAMES.map((name) => [name, process.env[name] ?? params[name]])) as Environment;
    const key = JSON.stringify(settings);
    if (made?.key !== key) made = { key, exchange: createExchange(connector, environmentRuntime(settings)) };
    return made.exchange;
  };
}
