import { textOf } from '../../sdk/index.ts';
import { setTimeout as wait } from 'node:timers/promises';
import type { ManageIqContext } from './account.ts';
import { ask, type Body } from './client.ts';
import { unlessGone } from './errors.ts';

/** What became of something that ManageIQ does in the background. */
export type Outcome =
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly message: string }
  /** The call's time is nearly over and the task goes on, or nobody knows how it went. */
  | { readonly type: 'unfinished'; readonly state: string };

/** What must be left of the call's time, so that its answer still arrives. */
const MARGIN_MS = 2_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Asks until there is an answer, or until too little of the call's time is left: then null. */
export async function poll<Answer>(
  context: ManageIqContext,
  look: () => Promise<Answer | null>,
): Promise<Answer | null> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    const answer = await look();
    if (answer !== null) return answer;
    if (Date.now() + pauseMs > context.deadlineAt - MARGIN_MS) return null;
    await wait(pauseMs, undefined, { signal: context.signal });
  }
}

/** Follows a task to its end. */
export async function outcomeOf(context: ManageIqContext, taskId: string): Promise<Outcome> {
  let state = 'Queued';
  const ended = await poll(context, async () => {
    const task = await readTask(context, taskId);
    if (task === null) return { type: 'unfinished', state: 'not known any more' } as const;
    state = textOf(task['state']) ?? 'in a state that it does not name';
    return endOf(task);
  });
  return ended ?? { type: 'unfinished', state };
}

/** Null when it is not there: tasks are purged, and that says nothing of what it was about. */
function readTask(context: ManageIqContext, taskId: string): Promise<Body | null> {
  return ask(context, {
    method: 'GET',
    path: `/tasks/${taskId}`,
    query: { attributes: 'id,state,status,message' },
    permission: 'miq_task_my_ui',
    subject: `the task ${taskId}`,
  }).catch(unlessGone);
}

/** Null while it goes on. Only `Ok` is success: `Warn` and `Error` are not. */
function endOf(task: Body): Outcome | null {
  if (task['state'] !== 'Finished') return null;
  if (task['status'] === 'Ok') return { type: 'done' };
  return { type: 'failed', message: textOf(task['message']) ?? 'ManageIQ does not say why' };
}
