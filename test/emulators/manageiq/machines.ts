/** Machines: what an action does to them, and when. */
import { began, refused } from './answers.ts';
import { mapped } from './inventory.ts';
import type { Row, World } from './world.ts';

/** From which of ManageIQ's own states an action is taken, over which raw state it goes, and where it ends. */
const ACTIONS: Readonly<Record<string, { readonly from: string; readonly over: string; readonly to: string }>> = {
  reboot_guest: { from: 'on', over: 'running', to: 'running' },
  reset: { from: 'on', over: 'running', to: 'running' },
  start: { from: 'off', over: 'pending', to: 'running' },
  stop: { from: 'on', over: 'stopping', to: 'stopped' },
};

/** How many requests a machine takes to change, after the task that asked for it has ended. */
const STEPS_TO_SETTLE = 3;

export function actOn(world: World, vm: Row, action: string): object {
  const rule = ACTIONS[action];
  if (!rule) return refused(`${action} is not emulated`);
  if (vm['power_state'] !== rule.from) return refused(`The VM is not powered ${rule.from}`);
  const ident = `VM id:${vm.id} name:'${String(vm['name'])}'`;
  const taskId = world.queue(action, `${ident} ${action}`, () => {
    setPower(world, vm, rule.over);
    world.later(STEPS_TO_SETTLE, () => setPower(world, vm, rule.to));
    if (rule.to === 'running') vm['boot_time'] = world.now();
  });
  return began(`${ident} ${action}`, taskId);
}

export function setPower(world: World, vm: Row, raw: string): void {
  Object.assign(vm, { raw_power_state: raw, power_state: mapped(raw), state_changed_on: world.now() });
}
