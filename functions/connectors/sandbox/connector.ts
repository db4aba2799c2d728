import { defineConnector } from '../../sdk/index.ts';
import { credential, options } from './account.ts';
import { listAlarms } from './list-alarms.ts';
import { listBuckets } from './list-buckets.ts';
import { listFindings } from './list-findings.ts';
import { listInstances } from './list-instances.ts';
import { listIpAddresses } from './list-ip-addresses.ts';
import { listSecurityGroups } from './list-security-groups.ts';
import { listVolumes } from './list-volumes.ts';
import { rebootInstances } from './reboot-instances.ts';
import { startInstances } from './start-instances.ts';
import { stopInstances } from './stop-instances.ts';
import { tagResources } from './tag-resources.ts';
import { verify } from './verify.ts';

/** A simulated cloud for demonstrations, tests and benchmarks. */
export const connector = defineConnector({
  name: 'sandbox',
  title: 'Sandbox',
  description:
    'A simulated cloud that follows from a seed: its instances really change state, its alarms come and go. Any token but `wrong` opens it.',
  credential,
  options,
  functions: [
    verify,
    listInstances,
    listVolumes,
    listSecurityGroups,
    listIpAddresses,
    listBuckets,
    listAlarms,
    listFindings,
    startInstances,
    stopInstances,
    rebootInstances,
    tagResources,
  ],
});
