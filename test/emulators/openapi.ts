/**
 * Checks requests and answers by an OpenAPI 3.0 file: paths, methods, query parameters, bodies. Where a schema leaves more
 * open than its author meant, nothing is found wrong.
 */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { EmulatedAnswer, EmulatedRequest } from './http.ts';

type Json = Readonly<Record<string, unknown>>;

export interface OpenApiChecker {
  /** What is wrong with a request. Empty: nothing. */
  request(request: EmulatedRequest): string[];
  /** What is wrong with the answer to it. Statuses that are not declared are wrong. */
  response(request: EmulatedRequest, answer: EmulatedAnswer): string[];
  /** A success as its schema says, filled with anything. Null when there is no such operation, or it has no JSON. */
  example(request: EmulatedRequest): EmulatedAnswer | null;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: Json;
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly body: { readonly isRequired: boolean; readonly schema: Json | null } | null;
  /** By status. Null: without a JSON body. */
  readonly answers: Readonly<Record<string, Json | null>>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

const checkers = new Map<string, OpenApiChecker>();

/** A file is read once in a process. */
export function openApiChecker(path: string): OpenApiChecker {
  const checker = checkers.get(path) ?? checkerOf(parse(readFileSync(path, 'utf8')) as OpenApiDocument);
  checkers.set(path, checker);
  return checker;
}

/** What of a file is read here. */
export interface OpenApiDocument {
  readonly paths: Json;
  readonly components?: Json;
}

export function checkerOf(given: OpenApiDocument): OpenApiChecker {
  const document = plain(given) as OpenApiDocument;
  const { components = {} } = document;
  const resolve = <Value>(value: unknown): Value =>
    typeof (value as { $ref?: unknown } | undefined)?.$ref === 'string'
      ? resolve<Value>(at(document, (value as { $ref: string }).$ref))
      : (value as Value);
  const routes = routesOf(document.paths, resolve);
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
  const lenient = addFormats.default(new Ajv({ strict: false, coerceTypes: 'array' }));
  const compiled = new Map<Json, ValidateFunction>();

  function errorsOf(schema: Json, value: unknown, what: string, by = ajv): string[] {
    const isValid = compiled.get(schema) ?? by.compile({ allOf: [schema], components });
    compiled.set(schema, isValid);
    if (isValid(value)) return [];
    return (isValid.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath} ${message}`);
  }

  function find({ method, path: asked }: EmulatedRequest): Operation | string {
    const fitting = routes.filter(({ pattern }) => pattern.test(asked));
    const found = fitting.find((route) => route.method === method.toLowerCase());
    if (found) return found.operation;
    return fitting.length > 0 ? `the path has no ${method}` : 'there is no such path';
  }

  function queryErrors({ parameters }: Operation, query: URLSearchParams): string[] {
    const known = parameters.filter((parameter) => parameter.in === 'query');
    const unknown = [...new Set(query.keys())].filter((name) => !known.some((parameter) => parameter.name === name));
    return [
      ...unknown.map((name) => `there is no query parameter ${name}`),
      ...known.flatMap(({ name, required, schema }) => {
        const value = query.get(name);
        if (value === null) return required ? [`the query parameter ${name} is missing`] : [];
        return schema ? errorsOf(wrapped(schema), { value }, `the query parameter ${name}`, lenient) : [];
      }),
    ];
  }

  function bodyErrors({ body: declared }: Operation, { body, headers }: EmulatedRequest): string[] {
    if (body === undefined) return declared?.isRequired ? ['the body is missing'] : [];
    if (!declared) return ['it takes no body'];
    if (!declared.schema) return [];
    const isJson = headers['content-type']?.startsWith('application/json');
    return [
      ...(isJson ? [] : ['the body is not sent as JSON']),
      ...errorsOf(declared.schema, body, 'the body'),
      ...unknownIn(body, namesIn(declared.schema, resolve)).map((name) => `the body has no property ${name}`),
    ];
  }

  return {
    request(request) {
      const operation = find(request);
      if (typeof operation === 'string') return [operation];
      return [...queryErrors(operation, request.query), ...bodyErrors(operation, request)];
    },
    response(request, { status, body }) {
      const operation = find(request);
      if (typeof operation === 'string') return [operation];
      const declared = [String(status), 'default'].find((key) => Object.hasOwn(operation.answers, key));
      if (declared === undefined) return [`the status ${status} is not declared`];
      const schema = operation.answers[declared];
      return schema ? errorsOf(schema, body, `the answer ${status}`) : [];
    },
    example(request) {
      const operation = find(request);
      if (typeof operation === 'string') return null;
      const status = Object.keys(operation.answers).find((key) => /^2\d\d$/.test(key));
      if (status === undefined) return null;
      const schema = operation.answers[status];
      return { status: Number(status), body: schema ? exampleOf(schema, resolve) : null };
    },
  };
}

/** OpenAPI lets every object have more than it declares; what nobody declared is a slip of the pen, and ignored by the system. */
function unknownIn(body: unknown, known: readonly string[] | null): string[] {
  if (known === null || known.length === 0 || typeof body !== 'object' || body === null) return [];
  return Object.keys(body).filter((name) => !known.includes(name));
}

/** What an object may have at its top, in any of its alternatives. Null: anything. */
function namesIn(given: Json, resolve: <Value>(value: unknown) => Value): readonly string[] | null {
  const {
    properties = {},
    additionalProperties,
    allOf = [],
    oneOf = [],
    anyOf = [],
  } = resolve<Record<string, never>>(given);
  if (additionalProperties) return null;
  const inner = [...(allOf as Json[]), ...(oneOf as Json[]), ...(anyOf as Json[])].map((one) => namesIn(one, resolve));
  return inner.includes(null) ? null : [...Object.keys(properties), ...inner.flatMap((names) => names ?? [])];
}

const wrappers = new WeakMap<Json, Json>();

/** A value can only be coerced where it is part of an object. */
function wrapped(schema: Json): Json {
  const wrapper = wrappers.get(schema) ?? { type: 'object', properties: { value: schema } };
  wrappers.set(schema, wrapper);
  return wrapper;
}

/** Those with the fewest templates first: `/a/b` before `/a/{id}`. */
function routesOf(paths: Json, resolve: <Value>(value: unknown) => Value) {
  return Object.entries(paths)
    .toSorted(([a], [b]) => a.split('{').length - b.split('{').length)
    .flatMap(([template, item]) => {
      const operations = resolve<Record<string, Json>>(item);
      const pattern = new RegExp(`^${template.replace(/[.+]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);
      return METHODS.filter((method) => operations[method]).map((method) => ({
        method,
        pattern,
        operation: operationOf(operations[method]!, operations['parameters'], resolve),
      }));
    });
}

function operationOf(operation: Json, shared: unknown, resolve: <Value>(value: unknown) => Value): Operation {
  const listed = [...((shared ?? []) as unknown[]), ...((operation['parameters'] ?? []) as unknown[])];
  const body = resolve<{ required?: boolean; content?: Json } | undefined>(operation['requestBody']);
  return {
    parameters: listed.map((one) => resolve<Parameter>(one)),
    body: body ? { isRequired: body.required === true, schema: schemaIn(body) } : null,
    answers: Object.fromEntries(
      Object.entries((operation['responses'] ?? {}) as Json).map(([status, answer]) => [
        status,
        schemaIn(resolve<Json>(answer)),
      ]),
    ),
  };
}

function schemaIn({ content }: { readonly content?: unknown }): Json | null {
  const json = (content as Record<string, { schema?: Json }> | undefined)?.['application/json'];
  return json?.schema ?? null;
}

/** What `#/components/schemas/Cloud` names. */
function at(document: unknown, pointer: string): unknown {
  const parts = pointer.replace(/^#\//, '').split('/');
  return parts.reduce<unknown>(
    (value, part) => (value as Json)[part.replace(/~1/g, '/').replace(/~0/g, '~')],
    document,
  );
}

/** Without what ajv reads in another way than OpenAPI 3.0 means it; `oneOf` and `enum` say the same as a discriminator. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(key === 'discriminator' && typeof inner === 'object'))
      .map(([key, inner]) => [key, plain(inner)]),
  );
}

/** Deep enough for any list of records; what refers to itself ends there. */
const MAX_DEPTH = 8;

function exampleOf(given: Json, resolve: <Value>(value: unknown) => Value, name = 'value', depth = 0): unknown {
  const schema = resolve<Record<string, never> & Json>(given);
  const inner = (one: Json, as = name) => exampleOf(one, resolve, as, depth + 1);
  const { type, allOf, oneOf, anyOf, properties = {}, items } = schema as Record<string, Json[] & Json & string>;
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (depth > MAX_DEPTH) return {};
  if (allOf) return Object.assign({}, ...allOf.map((one) => inner(one)));
  const [choice] = (oneOf ?? anyOf ?? []) as Json[];
  if (choice) return inner(choice);
  switch (type) {
    case 'string':
      return schema['format'] === 'date-time' ? '2026-01-31T12:00:00Z' : `a ${name}`;
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'array':
      return items ? [inner(items)] : [];
    default:
      return Object.fromEntries(Object.entries(properties as Json).map(([key, one]) => [key, inner(one as Json, key)]));
  }
}
