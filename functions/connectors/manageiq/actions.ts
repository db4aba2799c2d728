import { BadReply, textOf } from '../../sdk/index.ts';
import { isId, type ManageIqContext } from './account.ts';
import { ask, type Body, type ManageIqRequest } from './client.ts';
import { outcomeOf, type Outcome } from './tasks.ts';

/** What an action answered at once: refused, done, or begun as a task. */
export type Begun = { readonly type: 'task'; readonly taskId: string } | Extract<Outcome, { type: 'done' | 'failed' }>;

/** Posts an action: `{success, message, task_id}`, also as the only one of `results`. */
export async function begin(context: ManageIqContext, request: Omit<ManageIqRequest, 'method'>): Promise<Begun> {
  const body = await ask(context, { ...request, method: 'POST' });
  const { success, message, task_id: taskId } = onlyOf(body);
  if (success === false) return { type: 'failed', message: textOf(message) ?? 'ManageIQ does not say why' };
  if (success !== true) throw new BadReply('ManageIQ does not say whether it took the action');
  if (taskId === undefined || taskId === null) return { type: 'done' };
  const id = textOf(taskId);
  if (id === null || !isId(id)) throw new BadReply('ManageIQ names no task that can be followed');
  return { type: 'task', taskId: id };
}

/** Posts an action and follows it to its real end. */
export async function perform(context: ManageIqContext, request: Omit<ManageIqRequest, 'method'>): Promise<Outcome> {
  const begun = await begin(context, request);
  return begun.type === 'task' ? outcomeOf(context, begun.taskId) : begun;
}

/** The one result of a request for one. */
export function onlyOf(body: Body): Body {
  const { results } = body;
  return Array.isArray(results) ? ((results[0] ?? {}) as Body) : body;
}
