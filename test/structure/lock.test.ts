import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import semver from 'semver';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Locks {
  readonly packages: Readonly<Record<string, Locked>>;
  /** All but the folder itself. */
  readonly locked: readonly (readonly [path: string, package_: Locked])[];
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

function read(folder: string): Locks {
  const parse = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown;
  const { packages } = parse('package-lock.json') as Pick<Locks, 'packages'>;
  const { allowScripts = {} } = parse('package.json') as Partial<Locks>;
  return { packages, locked: Object.entries(packages).filter(([path]) => path !== ''), allowScripts };
}

const RUNTIMES = 'test/runtimes';
/** Each folder with a lock, and the lowest of the Node versions that it promises: the runtimes promise one alone. */
const FOLDERS: readonly [folder: string, nodes: readonly string[]][] = [
  ['.', ['20.19.0', '22.13.0', '24.0.0']],
  ...readdirSync(RUNTIMES, { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === 'package-lock.json' && !file.includes('node_modules'))
    .map((file): [string, string[]] => [join(RUNTIMES, dirname(file)), ['20.19.0']]),
];

it('the runtimes of platforms have locks of their own', () => {
  expect(FOLDERS.map(([folder]) => folder)).toContain(RUNTIMES);
});

describe.each(FOLDERS)('the lock file in %s', (folder, nodes) => {
  const { packages, locked, allowScripts } = read(folder);

  it('names no registry, so that it works with any', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('has the integrity of every package', () => {
    expect(locked.filter(([, { integrity, link }]) => !integrity && !link).map(([path]) => path)).toEqual([]);
  });

  it.each(nodes)('holds nothing that refuses Node %s', (node) => {
    const refusing = locked.filter(([, { engines }]) => engines?.node && !semver.satisfies(node, engines.node));
    expect(refusing.map(([path, { engines }]) => `${path} needs ${engines?.node}`)).toEqual([]);
  });

  it('holds the binaries of every platform, not only of the one it was written on', () => {
    const missing = locked.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !resolves(packages, path, name))
        .map((name) => `${path} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('holds no install script that nobody decided on', () => {
    const undecided = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
      .filter((name) => allowScripts[name] === undefined);
    expect(undecided).toEqual([]);
  });
});

/** Whether the lock holds `name` where the package at `path` would find it. */
function resolves(packages: Locks['packages'], path: string, name: string): boolean {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (base === '') return false;
    if (!base.includes('/node_modules/')) base = '';
    if (base === '') return packages[`node_modules/${name}`] !== undefined;
  }
}
