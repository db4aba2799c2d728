/**
 * How a connector becomes something that each platform takes: the program around its host, the files beside it, and the
 * command of the platform's own tool. Data alone; `bundle.ts` does what it says.
 */

/** A platform that connectors can be built for. Function URLs of Lambda take what `lambda` is. */
export const PLATFORMS = [
  'lambda',
  'gcf',
  'azure',
  'openwhisk',
  'knative',
  'kubeless',
  'openfaas',
  'worker',
  'http',
] as const;
export type BuildPlatform = (typeof PLATFORMS)[number];

/** What files and commands name. */
export interface Names {
  /** What the function is called on the platform: lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly connector: string;
  /** The first 12 hexadecimal digits of the SHA-256 of the code. */
  readonly version: string;
  /** Where the artefact is. */
  readonly directory: string;
  /** The names of variables that the function is given; their values stay in the shell. */
  readonly variables: readonly string[];
}

export interface PlatformBuild {
  readonly title: string;
  /** What serves `connector` as `VERSION`, with its imports. */
  readonly entry: string;
  /** The program, in the artefact. */
  readonly file: string;
  readonly format: 'cjs' | 'esm';
  /** Packages that the platform brings along or installs by `package.json`. */
  readonly external: readonly string[];
  /** Whether the platform takes one zip, `function.zip`, of it all. */
  readonly zip: boolean;
  /** The files beside the program, by path. */
  files(names: Names): Readonly<Record<string, string>>;
  /** What deploys the artefact, for a shell. Words in capitals are to be replaced. */
  command(names: Names): string;
  /** What is registered then, as flags of `causeway functions add`. */
  address(names: Names): string;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** With the packages that the platform installs. */
const packageJson = (dependencies: Readonly<Record<string, string>> = {}, more: object = {}) => ({
  'package.json': json({ private: true, main: 'index.js', engines: { node: '>=20' }, ...more, dependencies }),
});

/** The value comes from the shell, so that it stands neither here nor in the shell's history. */
const fromShell = (variable: string) => `${variable}="$${variable}"`;

/** `FLAG NAME="$NAME"` for each variable. */
const each = (flag: string, variables: readonly string[]) =>
  variables.map((variable) => ` ${flag} ${fromShell(variable)}`).join('');

const quoted = (text: string) => (/^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The environment as the host reads it. A version that it names itself comes before that of the code. */
const RUNTIME = `import { environmentRuntime } from './functions/sdk/hosts/environment.ts';
const runtime = environmentRuntime({ CAUSEWAY_FUNCTION_VERSION: VERSION, ...process.env });`;

export const BUILDS: Readonly<Record<BuildPlatform, PlatformBuild>> = {
  lambda: {
    title: 'AWS Lambda',
    entry: `import { lambdaHost } from './functions/sdk/hosts/lambda.ts';
${RUNTIME}
export const handler = lambdaHost(connector, runtime);`,
    file: 'index.js',
    format: 'cjs',
    // The runtime has the SDK.
    external: ['@aws-sdk/*', '@smithy/*'],
    zip: true,
    files: () => ({}),
    command: ({ name, connector }) => `causeway functions deploy ${connector} --to lambda --name ${name} --create-role`,
    address: () => '--lambda ARN',
  },
  gcf: {
    title: 'Google Cloud Functions',
    entry: `import { http } from '@google-cloud/functions-framework';
import { gcfHost } from './functions/sdk/hosts/gcf.ts';
${RUNTIME}
http('causeway', gcfHost(connector, runtime));`,
    file: 'index.js',
    format: 'cjs',
    external: ['@google-cloud/functions-framework'],
    zip: false,
    files: () => packageJson({ '@google-cloud/functions-framework': '^5.0.5' }),
    command: ({ name, directory, variables }) =>
      `gcloud functions deploy ${name} --gen2 --runtime=nodejs22 --region=REGION --source=${quoted(directory)} --entry-point=causeway --trigger-http --no-allow-unauthenticated --timeout=60s${
        // A key is JSON: a comma must not part it.
        variables.length > 0 ? ` --set-env-vars="^##^${variables.map((one) => `${one}=$${one}`).join('##')}"` : ''
      }`,
    address: () => '--gcf URL',
  },
  azure: {
    title: 'Azure Functions',
    entry: `import { app } from '@azure/functions';
import { azureHost } from './functions/sdk/hosts/azure.ts';
${RUNTIME}
app.http('causeway', { methods: ['POST'], authLevel: 'function', handler: azureHost(connector, runtime) });`,
    file: 'index.js',
    format: 'cjs',
    // The worker of the platform brings the core along; the rest is installed.
    external: ['@azure/functions', '@azure/functions-core'],
    zip: false,
    files: () => ({
      ...packageJson({ '@azure/functions': '^4.16.0' }),
      'host.json': json({
        version: '2.0',
        functionTimeout: '00:03:50',
        extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
      }),
      '.funcignore': '*.map\nlocal.settings.json\n',
    }),
    command: ({ name, directory, variables }) =>
      [
        `cd ${quoted(directory)}`,
        'npm install --omit=dev',
        ...(variables.length > 0
          ? [
              `az functionapp config appsettings set --name ${name} --resource-group GROUP --settings ${variables.map(fromShell).join(' ')}`,
            ]
          : []),
        `func azure functionapp publish ${name} --javascript`,
      ].join(' && '),
    address: ({ name }) => `--azure https://${name}.azurewebsites.net/api/causeway --function-key env:SECRET`,
  },
  openwhisk: {
    title: 'Apache OpenWhisk',
    entry: `import { openwhiskHost } from './functions/sdk/hosts/openwhisk.ts';
const host = openwhiskHost(connector);
// The platform's tool parses parameters that are JSON, and the key is.
const text = (value) => (typeof value === 'object' ? JSON.stringify(value) : value);
export const main = ({ CAUSEWAY_SEALING_KEY: key, ...params }) =>
  host({ ...params, ...(key && { CAUSEWAY_SEALING_KEY: text(key) }), CAUSEWAY_FUNCTION_VERSION: VERSION });`,
    file: 'index.js',
    format: 'cjs',
    external: [],
    zip: true,
    files: () => packageJson(),
    // Final: the caller of a web action could otherwise put a signing secret of their own in the place of the function's.
    command: ({ name, directory, variables }) =>
      `wsk action update ${name} ${quoted(`${directory}/function.zip`)} --kind nodejs:20 --timeout 60000 --memory 256 --annotation final true${variables
        .map((one) => ` --param ${one} "$${one}"`)
        .join('')}`,
    address: ({ name }) => `--openwhisk URL --action ${name} --auth env:SECRET`,
  },
  knative: {
    title: 'Knative',
    entry: `import { knativeHost } from './functions/sdk/hosts/knative.ts';
${RUNTIME}
export const handle = knativeHost(connector, runtime);`,
    file: 'index.js',
    format: 'cjs',
    external: [],
    zip: false,
    files: ({ name, variables }) => ({
      ...packageJson({ 'faas-js-runtime': '^3.0.2' }, { scripts: { start: 'faas-js-runtime ./index.js' } }),
      'func.yaml': `specVersion: 0.36.0
name: ${name}
runtime: node
# Its tool deploys nothing that was never created.
created: 2020-01-01T00:00:00Z
invoke: cloudevent
${variables.length > 0 ? `run:\n  envs:\n${variables.map((one) => `    - name: ${one}\n      value: '{{ env:${one} }}'\n`).join('')}` : ''}`,
    }),
    command: ({ directory }) => `func deploy --path ${quoted(directory)} --registry REGISTRY`,
    address: () => '--knative URL',
  },
  kubeless: {
    title: 'Kubeless',
    entry: `import { kubelessHost } from './functions/sdk/hosts/kubeless.ts';
${RUNTIME}
export const handler = kubelessHost(connector, runtime);`,
    file: 'index.js',
    format: 'cjs',
    external: [],
    zip: false,
    files: () => packageJson(),
    // The images that came with Kubeless end at Node 14.
    command: ({ name, directory, variables }) =>
      `kubeless function deploy ${name} --runtime nodejs14 --runtime-image IMAGE_OF_ITS_RUNTIME_ON_NODE_20 --handler index.handler --from-file ${quoted(`${directory}/index.js`)} --dependencies ${quoted(`${directory}/package.json`)} --timeout 60${each('--env', variables)}`,
    address: () => '--kubeless URL',
  },
  openfaas: {
    title: 'OpenFaaS',
    entry: `import { openfaasHost } from './functions/sdk/hosts/openfaas.ts';
${RUNTIME}
module.exports = openfaasHost(connector, runtime);`,
    file: 'function/handler.js',
    format: 'cjs',
    external: [],
    zip: false,
    files: ({ name, version, variables }) => ({
      'function/package.json': json({ private: true, main: 'handler.js', dependencies: {} }),
      'stack.yml': `version: 1.0
provider:
  name: openfaas
functions:
  ${name}:
    lang: node22
    handler: ./function
    image: \${REGISTRY}/${name}:${version}
    environment:
      # The template reads bodies of the protocol's media type as they are only so, and more than 100 kB only so.
      RAW_BODY: 'true'
      MAX_RAW_SIZE: 1mb
      read_timeout: 65s
      write_timeout: 65s
      exec_timeout: 60s
${variables.map((one) => `      ${one}: '\${${one}}'\n`).join('')}`,
    }),
    command: ({ directory }) =>
      `cd ${quoted(directory)} && faas-cli template store pull node22 && REGISTRY=REGISTRY faas-cli up --yaml stack.yml`,
    address: ({ name }) => `--openfaas URL --function ${name}`,
  },
  worker: {
    title: 'Cloudflare Workers',
    entry: `import { workerHost } from './functions/sdk/hosts/worker.ts';
const host = workerHost(connector);
export default {
  fetch: (request, env, context) => host.fetch(request, { CAUSEWAY_FUNCTION_VERSION: VERSION, ...env }, context),
};`,
    file: 'index.mjs',
    format: 'esm',
    external: ['node:*', 'cloudflare:*'],
    zip: false,
    files: ({ name }) => ({
      'wrangler.toml': `name = "${name}"
main = "index.mjs"
compatibility_date = "2025-09-01"
compatibility_flags = ["nodejs_compat"]
no_bundle = true
upload_source_maps = true
`,
    }),
    command: ({ directory, variables }) =>
      [
        `cd ${quoted(directory)}`,
        'npx wrangler deploy',
        ...variables.map((one) => `printf %s "$${one}" | npx wrangler secret put ${one}`),
      ].join(' && '),
    address: () => '--worker URL --signing-secret env:SECRET',
  },
  http: {
    title: 'any machine with Node, over HTTP',
    entry: `import { httpServer } from './functions/sdk/hosts/http.ts';
${RUNTIME}
const server = httpServer(connector, runtime).listen(Number(process.env.PORT ?? 8080), process.env.HOST);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());`,
    file: 'index.js',
    format: 'cjs',
    external: [],
    zip: false,
    files: () => packageJson({}, { scripts: { start: 'node --enable-source-maps index.js' } }),
    command: ({ directory }) => `PORT=8080 node --enable-source-maps ${quoted(`${directory}/index.js`)}`,
    address: () => '--http URL --signing-secret env:SECRET',
  },
};
