/** What `createAlert` makes in ManageIQ for a provider: found again by its description and its mark, and removed with it. */
import type { ManageIqContext } from './account.ts';
import { ask } from './client.ts';
import { unlessGone } from './errors.ts';
import { allRows, anyOf, type Row } from './rows.ts';

/** The profile that assigns alerts to a provider, one for each. */
export const profileOf = (providerId: string) => `Causeway: provider ${providerId}`;

/** In the options of a definition, of which ManageIQ reads `notifications` alone. One that somebody edits there loses it. */
export const MARK = { made_by: 'Causeway' };

const PROFILES = { collection: 'alert_definition_profiles', permission: 'alert_definition_profiles_show_list' };
const DEFINITIONS = { collection: 'alert_definitions', permission: 'alert_definitions_show_list' };

/** The product features that finding and removing them needs. */
export const PERMISSIONS = [
  PROFILES.permission,
  'alert_definition_profile_delete',
  DEFINITIONS.permission,
  'alert_definition_delete',
];

/** Where they are below `/api`, in the order in which they are to go. */
type OwnAlerts = readonly { readonly path: string; readonly permission: string }[];

/**
 * The provider's profile and the definitions in it that no other profile has, such as that of another account, and that
 * nobody but us made. The profile goes last: the definitions are found by it.
 */
export async function ownAlertsOf(context: ManageIqContext, providerId: string): Promise<OwnAlerts> {
  const profiles = await allRows(context, { ...PROFILES, attributes: ['description'], expand: ['alert_definitions'] });
  const profile = profiles.find(({ description }) => description === profileOf(providerId));
  if (!profile) return [];
  const shared = new Set(profiles.filter((one) => one !== profile).flatMap(membersOf));
  const members = membersOf(profile).filter((id) => !shared.has(id));
  const filters = [anyOf('id', members)];
  const definitions =
    members.length > 0 ? await allRows(context, { ...DEFINITIONS, attributes: ['options'], filters }) : [];
  return [
    ...definitions.filter(isOurs).map(({ id }) => ({
      path: `/${DEFINITIONS.collection}/${id}`,
      permission: 'alert_definition_delete',
    })),
    { path: `/${PROFILES.collection}/${profile.id}`, permission: 'alert_definition_profile_delete' },
  ];
}

/** Removes them, one after the other; what is gone already is removed. */
export async function removeAlerts(context: ManageIqContext, alerts: OwnAlerts): Promise<void> {
  for (const alert of alerts) await ask(context, { ...alert, method: 'DELETE', subject: alert.path }).catch(unlessGone);
}

const membersOf = ({ alert_definitions: members }: Row): readonly string[] =>
  Array.isArray(members) ? (members as Row[]).map(({ id }) => id) : [];

const isOurs = ({ options }: Row) => (options as Partial<typeof MARK> | null)?.made_by === MARK.made_by;
