/**
 * A worker process of Azure Functions: the real `@azure/functions`, and in place of `@azure/functions-core` what this
 * host gives it. Argument: the module that calls `app.http`. Speaks over the channel of `fork`: `{invoke}` comes,
 * `{id, response}` or `{id, error}` goes.
 */
'use strict';
const Module = require('node:module');

const functions = {};
let model;

const core = {
  version: '4.1.0',
  hostVersion: '4.1037.0',
  setProgrammingModel: (given) => (model = given),
  getProgrammingModel: () => model,
  registerFunction(metadata, callback) {
    functions[metadata.name] = { metadata, callback };
    return { dispose: () => delete functions[metadata.name] };
  },
  registerHook: () => ({ dispose() {} }),
  log: (level, _category, message) => console.log(message),
  Disposable: class {
    dispose() {}
  },
};

const load = Module._load;
Module._load = (name, ...rest) => (name === '@azure/functions-core' ? core : load(name, ...rest));

async function invoke({ id, name, http }) {
  const { metadata, callback } = functions[name];
  const [trigger] = Object.keys(metadata.bindings).filter((key) => /httpTrigger/i.test(metadata.bindings[key].type));
  const context = {
    invocationId: id,
    metadata,
    state: undefined,
    request: {
      invocationId: id,
      functionId: name,
      inputData: [{ name: trigger, data: { http } }],
      triggerMetadata: {},
    },
    log: (_level, _category, message) => console.log(message),
  };
  const invocation = model.getInvocationModel(context);
  const { context: given, inputs } = await invocation.getArguments();
  const result = await invocation.invokeFunction(given, inputs, callback);
  return invocation.getResponse(given, result);
}

process.on('message', async ({ invoke: { id, ...wanted } }) => {
  try {
    const { returnValue } = await invoke({ id, ...wanted });
    process.send({ id, response: returnValue?.http ?? null });
  } catch (error) {
    console.error(`Exception: ${error?.message ?? error}\nStack: ${error?.stack}`);
    process.send({ id, error: String(error?.message ?? error) });
  }
});

require(process.argv[2]);
model.getCapabilities({}).then(() =>
  process.send({
    functions: Object.values(functions).map(({ metadata: { name, bindings } }) => ({ name, bindings })),
  }),
);
process.once('disconnect', () => process.exit());
