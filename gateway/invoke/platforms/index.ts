/** Every platform that functions can be called on. */
import type { Platform } from '../../../schema/generated/types.ts';
import type { Secrets } from '../../secrets/index.ts';
import { createHttp } from '../http/client.ts';
import type { AddressPolicy } from '../http/guard.ts';
import type { Invokers } from '../invoker.ts';
import { createAwsIdentities } from './aws-identity.ts';
import { azureInvoker } from './azure.ts';
import { gcfInvoker } from './gcf.ts';
import { httpInvoker } from './http.ts';
import { knativeInvoker } from './knative.ts';
import { kubelessInvoker } from './kubeless.ts';
import { lambdaInvoker } from './lambda.ts';
import { lambdaUrlInvoker } from './lambda-url.ts';
import { localInvoker, type LocalPlatform } from './local.ts';
import { openfaasInvoker } from './openfaas.ts';
import { openwhiskInvoker } from './openwhisk.ts';
import { workerInvoker } from './worker.ts';

export type { LocalPlatform };

export interface InvokerPorts {
  readonly local: LocalPlatform;
  readonly secrets: Secrets;
  /** Whether functions at loopback and private addresses may be called. */
  readonly privateAddresses: AddressPolicy['privateAddresses'];
}

/** They share connections and identities; closing one of them closes these for all, so close them together. */
export function createInvokers({ local, secrets, privateAddresses }: InvokerPorts): Invokers {
  const http = createHttp({ privateAddresses });
  const identities = createAwsIdentities({ secrets });
  const ports = { http, secrets, identities };
  const invokers: Readonly<Record<Platform, unknown>> = {
    LOCAL: localInvoker(local),
    LAMBDA: lambdaInvoker(ports),
    LAMBDA_URL: lambdaUrlInvoker(ports),
    GCF: gcfInvoker(ports),
    AZURE: azureInvoker(ports),
    OPENWHISK: openwhiskInvoker(ports),
    KNATIVE: knativeInvoker(ports),
    KUBELESS: kubelessInvoker(ports),
    OPENFAAS: openfaasInvoker(ports),
    WORKER: workerInvoker(ports),
    HTTP: httpInvoker(ports),
  };
  return invokers as Invokers;
}
