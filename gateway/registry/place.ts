/** Where a deployment is called, as it is registered. */
import type { DeploymentTarget, Platform } from '../../schema/generated/types.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Functions } from '../invoke/index.ts';

type Settings = Readonly<Record<string, unknown>>;

/** A platform with what it needs to call a deployment. */
export interface Place {
  readonly platform: Platform;
  /** What was registered, without nulls and defaults, so that it compares with a file that says as much. */
  readonly settings: Settings;
  /** What the platform made of it. */
  readonly target: unknown;
}

/** Checks what is to be registered. Throws `BadInput`. */
export function placeOf(functions: Pick<Functions, 'target'>, input: DeploymentTarget): Place {
  // The schema says that one field is given, and only one.
  const [[name, given]] = Object.entries(withoutNulls(input)) as [[string, Settings]];
  const platform = name.replace(/[A-Z]/g, '_$&').toUpperCase() as Platform;
  const target = functions.target(platform, given);
  const settings = Object.fromEntries(
    Object.entries(given).filter(([key]) => !isDefault(functions, platform, given, key, target)),
  );
  return { platform, settings, target };
}

function withoutNulls(value: object): Settings {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
      if (one === null || one === undefined) return [];
      return [[key, typeof one === 'object' ? withoutNulls(one) : one]];
    }),
  );
}

/** Whether the platform would fill in the same by itself. */
function isDefault(
  functions: Pick<Functions, 'target'>,
  platform: Platform,
  settings: Settings,
  key: string,
  target: unknown,
): boolean {
  const { [key]: _left, ...rest } = settings;
  try {
    return canonicalJson(functions.target(platform, rest)) === canonicalJson(target);
  } catch {
    return false; // it is needed
  }
}
