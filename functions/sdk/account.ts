/** Turns the account of a call, options unchecked and credential sealed, into the one that a function is given. */
import { describeIssues, plainIssues } from './codec.ts';
import type { Connector } from './define.ts';
import { InputRefused } from './errors.ts';
import type { CallAccount } from './protocol.ts';
import { redactorOf } from './redact.ts';
import type { FunctionContext } from './spec.ts';

type OpenedAccount = FunctionContext['account'];

/** Throws `InputRefused` when something does not fit, and whatever `open` throws. */
export async function openAccount(
  connector: Connector,
  account: CallAccount | null,
  open: (jwe: string) => Promise<unknown>,
): Promise<OpenedAccount> {
  if (!account) throw new InputRefused('this function works on an account, and the call has none');
  const options = connector.options.safeParse(account.options ?? {});
  if (!options.success) throw new InputRefused(`the options do not fit: ${describeIssues(options.error, 'options')}`);
  const { providerId, accountId } = account;
  if (!connector.credential) return { providerId, accountId, credential: null, options: options.data };
  if (account.credential === null) throw new InputRefused('the credential is missing. Give the provider one');
  return {
    providerId,
    accountId,
    credential: checkCredential(connector.credential, await open(account.credential)),
    options: options.data,
  };
}

/** Says which field is wrong, and nothing of what stands in it. */
function checkCredential(schema: NonNullable<Connector['credential']>, opened: unknown): unknown {
  const result = schema.safeParse(opened);
  if (result.success) return result.data;
  // Not even the names of unknown fields are said: a secret may stand where a name belongs.
  const issues = plainIssues(result.error).map((issue) =>
    issue.code === 'unrecognized_keys'
      ? { ...issue, message: 'it has a field that the connector does not know' }
      : issue,
  );
  const findings = redactorOf(opened).text(describeIssues({ issues }, 'credential'));
  throw new InputRefused(`the credential does not fit: ${findings}`);
}
