import { isOwnVariable } from '../../own-variables.ts';

/**
 * The variables of the gateway that processes of connectors inherit: what any program needs to run, and what the SDKs of
 * clouds read. Everything else stays out, because whatever the gateway's environment holds, such as the store's password,
 * is the gateway's own, and a connector is other people's code.
 */
const INHERITED: readonly RegExp[] = [
  /^(PATH|HOME|USER|LOGNAME|SHELL|TZ|LANG|LANGUAGE|LC_\w+|TMPDIR|TMP|TEMP)$/,
  /^NODE_\w+$/,
  /^(HTTPS?|ALL|NO)_PROXY$/,
  /^SSL_CERT_(FILE|DIR)$/,
  /^(AWS|GOOGLE|GCLOUD|CLOUDSDK|GCE|AZURE|IDENTITY|MSI)_\w+$/,
  // Windows, where programs do not start without.
  /^(SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA)$/,
];

/**
 * `handedOn`: names of further variables. What the gateway reads itself is handed on to nobody, also where it is named.
 * Proxies are written in small letters too, and Windows knows no case.
 */
export function hostEnvironment(env: NodeJS.ProcessEnv, handedOn: readonly string[]): NodeJS.ProcessEnv {
  const isInherited = (name: string) =>
    handedOn.includes(name) || INHERITED.some((rule) => rule.test(name.toUpperCase()));
  return Object.fromEntries(Object.entries(env).filter(([name]) => isInherited(name) && !isOwnVariable(name)));
}
