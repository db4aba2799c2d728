/** Deployments in the words of their tests: what is asked, and what came of it. */
import { expect } from 'vitest';
import type { Answer, TestGateway } from './gateway.ts';
import type { HttpDeployment } from './http-deployment.ts';

/** A mutation whose input is the one variable. */
export const mutation = (name: string, fields: string) => {
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${name}(input: $input) { ${fields} } }`;
};

export const REGISTER = mutation('registerDeployment', 'deployment { id name } bindings { operation { type } }');
export const UPDATE = mutation('updateDeployment', 'deployment { enabled }');
export const REMOVE = mutation('removeDeployment', 'removedName');
export const PROBE = mutation('probeDeployment', 'deployment { version } probe { error { code message } } changed');
export const BIND = mutation('bindOperations', 'binding { boundAt } providersToSealAnew { name }');
export const UNBIND = mutation('unbindOperations', 'bindings { operation { type } deployment { name } boundAt }');
export const CALL = mutation('callFunction', 'data');
export const ASK = 'query ($input: CallFunctionInput!) { callFunction(input: $input) { data } }';
export const CREATE = mutation('createProvider', 'provider { id deployment { name platform } } operation { id }');
export const CHANGE = mutation('updateProvider', 'provider { id deployment { name } }');
export const SYNC = mutation('syncProvider', 'operation { id }');

export type Asking = ReturnType<typeof asking>;

/** Asks a gateway, and keeps every answer. */
export function asking(gateway: TestGateway) {
  const answers: unknown[] = [];
  async function ask(query: string, variables?: Record<string, unknown>, key?: string): Promise<Answer> {
    const answer = await gateway.graphql(query, variables, key);
    answers.push(answer);
    return answer;
  }
  async function data(query: string, variables?: Record<string, unknown>, key?: string) {
    const answer = await ask(query, variables, key);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  }
  return {
    answers,
    ask,
    data,
    /** The code and the message of the one error. */
    async refused(query: string, variables?: Record<string, unknown>, key?: string) {
      const { errors } = await ask(query, variables, key);
      expect(errors).toHaveLength(1);
      return [errors![0]!.extensions.code, errors![0]!.message] as const;
    },
    register: (name: string, { url }: HttpDeployment, more: object = {}) =>
      data(REGISTER, { input: { name, target: { http: { url } }, ...more } }),
  };
}
