/** The bodies that ManageIQ answers with. */
import type { EmulatedAnswer } from '../http.ts';

export const ok = (body: unknown): EmulatedAnswer => ({ status: 200, body });

const failure = (status: number, kind: string, message: string, klass: string): EmulatedAnswer => ({
  status,
  body: { error: { kind, message, klass } },
});

export const badRequest = (message: string) => failure(400, 'bad_request', message, 'Api::BadRequestError');
export const notFound = (collection: string, id: string) =>
  failure(404, 'not_found', `Couldn't find ${collection} with 'id'=${id}`, 'ActiveRecord::RecordNotFound');

/** The result of an action that goes on as a task. */
export const began = (message: string, task_id: string) => ({
  success: true,
  message,
  task_id,
  task_href: `/api/tasks/${task_id}`,
});
export const done = (message: string) => ({ success: true, message });
export const refused = (message: string) => ({ success: false, message });
