/** Connectors and functions as data. */
import { z } from 'zod';
import type { Connector } from './define.ts';
import type { ConnectorManifest, FunctionManifest } from './protocol.ts';
import type { FunctionSpec } from './spec.ts';

/** The connector as data, as `describe` answers it and the generated registry holds it. */
export function manifestOf(connector: Connector): ConnectorManifest {
  return {
    name: connector.name,
    title: connector.title,
    description: connector.description,
    credentialSchema: connector.credential && z.toJSONSchema(connector.credential),
    optionsSchema: z.toJSONSchema(connector.options, { io: 'input' }),
    functions: connector.functions.map(functionManifest),
  };
}

function functionManifest({ input, output, run: _run, ...facts }: FunctionSpec): FunctionManifest {
  return { ...facts, inputSchema: z.toJSONSchema(input, { io: 'input' }), outputSchema: z.toJSONSchema(output) };
}
