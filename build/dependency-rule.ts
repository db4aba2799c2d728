/** The one dependency rule of the project as data, and what breaks it. Type-only imports count like all others. */
import type { Import, ModuleGraph } from './module-graph.ts';

interface Rule {
  /** Files this rule is for. The first that fits is the one that counts. */
  readonly from: RegExp;
  /** Files of the project that they may import; `$1` is the first group of `from`. */
  readonly may: readonly string[];
  /** Those of them that may be imported for their types alone. */
  readonly typesOnly?: string;
  /** False: no package and nothing of Node either. */
  readonly packages?: boolean;
}

const GATEWAY = ['^schema/', '^resolvers/', '^functions/sdk/', '^gateway/[^/]+\\.ts$', '^gateway/[^/]+/index\\.ts$'];

export const RULES: readonly Rule[] = [
  { from: /^schema\//, may: [], packages: false },
  { from: /^resolvers\//, may: ['^schema/', '^resolvers/'] },
  { from: /^functions\/sdk\//, may: ['^schema/', '^functions/sdk/'], typesOnly: '^schema/' },
  { from: /^functions\/connectors\/([^/]+)\//, may: ['^functions/sdk/', '^functions/connectors/$1/'] },
  { from: /^functions\/(registry\.gen|local-host)\.ts$/, may: ['^functions/'] },
  { from: /^gateway\/([^/]+)\//, may: [...GATEWAY, '^gateway/$1/'] },
  { from: /^gateway\/[^/]+\.ts$/, may: GATEWAY },
  { from: /^deploy\//, may: ['^schema/', '^functions/', '^deploy/'] },
  { from: /^cli\//, may: ['^schema/', '^deploy/', '^cli/'] },
  { from: /^console\//, may: ['^schema/', '^console/'] },
  { from: /^demo\//, may: ['^schema/', '^demo/'] },
  { from: /^(bench|build|test)\//, may: [''] },
  { from: /^[^/]+\.ts$/, may: [''] },
];

/** The folders that the rule covers. */
export const FOLDERS = [
  'schema',
  'resolvers',
  'functions',
  'gateway',
  'cli',
  'deploy',
  'console',
  'demo',
  'bench',
  'build',
  'test',
];

/** What breaks the rule, one line each. Empty: nothing does. */
export function violations(graph: ModuleGraph): readonly string[] {
  return [...[...graph].flatMap(([file, imports]) => imports.flatMap((one) => judge(file, one))), ...cycles(graph)];
}

function judge(file: string, { target, external, typeOnly }: Import): string[] {
  const rule = RULES.find(({ from }) => from.test(file));
  if (!rule) return [`${file}: no rule covers this file; give its folder one in build/dependency-rule.ts`];
  if (external) return rule.packages === false ? [`${file} must import nothing, and imports ${target}`] : [];
  const own = rule.from.exec(file)?.[1] ?? '';
  const allowed = rule.may.map((pattern) => pattern.replace('$1', own));
  if (!allowed.some((pattern) => new RegExp(pattern).test(target)))
    return [`${file} must not import ${target}; it may import ${allowed.join(' ') || 'nothing'}`];
  if (rule.typesOnly && !typeOnly && new RegExp(rule.typesOnly).test(target))
    return [`${file} may import ${target} for its types alone: write \`import type\``];
  return [];
}

/** Each knot of files that reach each other, as one line with one way around it. */
function cycles(graph: ModuleGraph): readonly string[] {
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const found: string[] = [];
  const walk = (file: string) => {
    state.set(file, 'open');
    path.push(file);
    for (const { target } of graph.get(file) ?? []) {
      if (state.get(target) === 'open')
        found.push(`cycle: ${[...path.slice(path.indexOf(target)), target].join(' -> ')}`);
      else if (graph.has(target) && !state.has(target)) walk(target);
    }
    path.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) if (!state.has(file)) walk(file);
  return found;
}
