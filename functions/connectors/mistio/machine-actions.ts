/** What Mist does to machines: it answers nothing but that it has begun, so what became of it is seen by reading on. */
import { defineAct, StateForbids, type FunctionSpec } from '../../sdk/index.ts';
import type { MistContext, MistCredential, MistOptions } from './account.ts';
import { bodyOf, part, send } from './client.ts';
import { textOf } from './fields.ts';
import { toInstance } from './list-instances.ts';
import { readOne } from './lists.ts';
import { outcomes } from './outcomes.ts';

type State = NonNullable<ReturnType<typeof toInstance>['state']>;

interface Action {
  readonly name: string;
  readonly action: 'START' | 'STOP' | 'REBOOT';
  readonly from: State;
  /** Where the machine ends. */
  readonly to: State;
  /** Whether a machine that is there already counts as done. */
  readonly idempotent: boolean;
}

const ACTIONS: readonly Action[] = [
  { name: 'start', action: 'START', from: 'STOPPED', to: 'RUNNING', idempotent: true },
  { name: 'stop', action: 'STOP', from: 'RUNNING', to: 'STOPPED', idempotent: true },
  { name: 'reboot', action: 'REBOOT', from: 'RUNNING', to: 'RUNNING', idempotent: false },
];

/** Starts, stops and reboots machines; one function for each. */
export const machineActions: readonly FunctionSpec[] = ACTIONS.map((action) =>
  defineAct<MistCredential, MistOptions>({
    name: `mistio.${action.name}Instances`,
    action: action.action,
    kind: 'Instance',
    permissions: [`${action.name}:machine`, 'read:machine'],
    quota: null,
    idempotent: action.idempotent,
    allowedFrom: [action.from],
    settlesAt: [action.to],
    run: ({ nativeIds }, context) => outcomes(nativeIds, (id) => act(context, action, id)),
  }),
);

async function act(context: MistContext, { name, to, idempotent }: Action, id: string): Promise<void> {
  const answer = await send(context, { method: 'POST', path: `/api/v2/machines/${part(id)}/actions/${name}` });
  if (answer.status !== 422) return void bodyOf(answer, { permission: `${name}:machine`, about: id });
  const machine = await readOne(context, 'machines', id);
  const isDone = idempotent && machine !== null && toInstance(machine).state === to;
  if (!isDone) throw new StateForbids(id, (machine && textOf(machine, 'state')) ?? 'in an unknown state');
}
