/**
 * The words of the clouds for the state of a machine, by the vendor that ManageIQ names. Its own `power_state` is not read:
 * for Amazon it calls pending suspended, and what it does not know terminated.
 */
import type { State } from '../../sdk/index.ts';

const AMAZON: Readonly<Record<string, State>> = {
  pending: 'PENDING',
  running: 'RUNNING',
  'shutting-down': 'STOPPING',
  shutting_down: 'STOPPING',
  stopped: 'STOPPED',
  stopping: 'STOPPING',
  terminated: 'TERMINATED',
};

const OPENSTACK: Readonly<Record<string, State>> = {
  ACTIVE: 'RUNNING',
  BUILD: 'PENDING',
  DELETED: 'TERMINATED',
  ERROR: 'ERROR',
  HARD_REBOOT: 'REBOOTING',
  MIGRATING: 'MIGRATING',
  PAUSED: 'PAUSED',
  REBOOT: 'REBOOTING',
  RESIZE: 'UPDATING',
  SHELVED: 'STOPPED',
  SHELVED_OFFLOADED: 'STOPPED',
  SHUTOFF: 'STOPPED',
  SUSPENDED: 'SUSPENDED',
  VERIFY_RESIZE: 'UPDATING',
};

/** Here TERMINATED is a machine that was stopped and can be started. */
const GOOGLE: Readonly<Record<string, State>> = {
  PROVISIONING: 'PENDING',
  REPAIRING: 'UPDATING',
  RUNNING: 'RUNNING',
  STAGING: 'STARTING',
  STOPPING: 'STOPPING',
  SUSPENDED: 'SUSPENDED',
  SUSPENDING: 'STOPPING',
  TERMINATED: 'STOPPED',
};

const AZURE: Readonly<Record<string, State>> = {
  'VM deallocated': 'STOPPED',
  'VM deallocating': 'STOPPING',
  'VM running': 'RUNNING',
  'VM starting': 'STARTING',
  'VM stopped': 'STOPPED',
  'VM stopping': 'STOPPING',
};

const VMWARE: Readonly<Record<string, State>> = {
  poweredOff: 'STOPPED',
  poweredOn: 'RUNNING',
  suspended: 'SUSPENDED',
};

export const POWER_STATES: Readonly<Record<string, Readonly<Record<string, State>>>> = {
  amazon: AMAZON,
  azure: AZURE,
  google: GOOGLE,
  openstack: OPENSTACK,
  vmware: VMWARE,
};
