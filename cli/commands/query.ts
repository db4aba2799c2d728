/** `causeway query`: any GraphQL operation. */
import type { Command } from 'commander';
import { refused } from '../api.ts';
import { action, type Work } from '../command.ts';
import { contentOf, jsonFile } from '../credential.ts';
import { EXIT, WrongUsage } from '../failures.ts';

interface Options {
  readonly file?: string;
  readonly variables?: string;
  readonly variablesFile?: string;
  readonly operation?: string;
}

export function query(program: Command): void {
  program
    .command('query')
    .argument('[graphql]', 'the operation; - for stdin')
    .description('run a GraphQL query or mutation and print the answer as JSON')
    .option('--file <file>', 'read the operation from a file')
    .option('--variables <json>', 'variables as a JSON object')
    .option('--variables-file <file>', 'read the variables from a file; - for stdin')
    .option('--operation <name>', 'which operation to run, where there are several')
    .action(action(runQuery));
}

const runQuery: Work<Options, [string | undefined]> = async ({ api, terminal }, options, graphql) => {
  const variables = await variablesOf(options);
  const answer = await api.send({
    query: await documentOf(graphql, options.file),
    ...(variables === undefined ? {} : { variables }),
    ...(options.operation === undefined ? {} : { operationName: options.operation }),
  });
  terminal.printJson(answer);
  const first = answer.errors?.[0];
  if (!first) return EXIT.ok;
  for (const { message, extensions } of answer.errors)
    terminal.note(`${terminal.paintNote('red', 'error')} ${extensions?.code ?? ''} ${message}`);
  const some = Object.values(answer.data ?? {}).some((value) => value !== null);
  if (some) return EXIT.partial;
  const { exit, next } = refused(first);
  if (next !== null) terminal.note(terminal.paintNote('dim', next));
  return exit;
};

async function documentOf(graphql: string | undefined, file: string | undefined): Promise<string> {
  if (graphql !== undefined && file !== undefined)
    throw new WrongUsage('the operation was given twice: as an argument and with --file');
  if (file !== undefined) return await contentOf(file, '--file');
  if (graphql !== undefined && graphql !== '-') return graphql;
  if (graphql === undefined && process.stdin.isTTY)
    throw new WrongUsage('no operation was given', "As in: causeway query '{ viewer { name } }'");
  return await contentOf('-', 'stdin');
}

async function variablesOf({ variables, variablesFile }: Options): Promise<unknown> {
  if (variables !== undefined && variablesFile !== undefined)
    throw new WrongUsage('the variables were given twice: with --variables and with --variables-file');
  if (variablesFile !== undefined) return await jsonFile(variablesFile, '--variables-file');
  if (variables === undefined) return undefined;
  try {
    return JSON.parse(variables);
  } catch {
    throw new WrongUsage('--variables does not hold JSON', `As in --variables '{"first": 10}'.`);
  }
}
