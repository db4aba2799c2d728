/** Which file of the project imports which, type-only imports included. Read from syntax trees, so comments and strings do not count. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { parseSync } from 'oxc-parser';

/** One import, re-export, dynamic import with a literal, or `import('…').Type`. */
export interface Import {
  /** A path from the root of the project, or the specifier as it is written when `external`. */
  readonly target: string;
  /** A package, or a part of Node. */
  readonly external: boolean;
  readonly typeOnly: boolean;
}

/** The imports of each file, by its path from the root of the project with `/`. */
export type ModuleGraph = ReadonlyMap<string, readonly Import[]>;

/** Reads the TypeScript files in `folders` of `root`, and those in `root` itself. Folders that do not exist are empty. */
export function readModuleGraph(root: string, folders: readonly string[]): ModuleGraph {
  const files = [
    ...readdirSync(root),
    ...folders.flatMap((folder) => listFolder(join(root, folder)).map((file) => `${folder}/${file}`)),
  ].filter((file) => /\.(ts|tsx)$/.test(file));
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(join(root, file), 'utf8'))]));
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll(sep, '/'))
      .filter((file) => !file.includes('node_modules/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The imports in one source text. A text that does not parse is an error: it could hide an import. */
export function importsOf(file: string, source: string): readonly Import[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0]) throw new Error(`${file} does not parse: ${errors[0].message}`);
  const imports: Import[] = [];
  visit(program, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    const external = !specifier.startsWith('.');
    const target = external ? specifier : posix.join(posix.dirname(file), specifier);
    imports.push({ target, external, typeOnly: isTypeOnly(node) });
  });
  return imports;
}

/** A node of the syntax tree, seen as data: the few fields that carry imports. */
type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Where each sort of node that imports keeps what it imports. */
const SPECIFIER_FIELDS: Readonly<Record<string, string>> = {
  ImportDeclaration: 'source',
  ExportNamedDeclaration: 'source',
  ExportAllDeclaration: 'source',
  ImportExpression: 'source',
  TSImportType: 'source',
  TSExternalModuleReference: 'expression',
};

function specifierOf(node: Node): string | undefined {
  const field = SPECIFIER_FIELDS[node.type];
  const literal = field && (node[field] as { readonly value?: unknown } | null);
  return literal && typeof literal.value === 'string' ? literal.value : undefined;
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = (node['specifiers'] ?? []) as readonly Node[];
  return (
    specifiers.length > 0 && specifiers.every((one) => one['importKind'] === 'type' || one['exportKind'] === 'type')
  );
}

function visit(value: unknown, onNode: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, onNode);
  else if (value !== null && typeof value === 'object') {
    if (typeof (value as Node).type === 'string') onNode(value as Node);
    for (const child of Object.values(value)) visit(child, onNode);
  }
}
