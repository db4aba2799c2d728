import { defineList, type RecordOf, type Row } from '../../sdk/index.ts';
import type { CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { nameTagOf, rowsOf, tagsOf, textOf } from './fields.ts';
import { inventoryPage } from './inventory.ts';

type Rule = NonNullable<RecordOf<'SecurityGroup'>['rules']>[number];

/** One page of the EC2 security groups of all regions, as CloudCheckr last saw them. It shows inbound rules alone. */
export const listSecurityGroups = defineList<'SecurityGroup', CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.listSecurityGroups',
  kind: 'SecurityGroup',
  scope: 'ACCOUNT',
  permissions: ['inventory/get_resources_ec2_security_group_details'],
  quota: null,
  run: (input, context) =>
    inventoryPage(
      context,
      {
        call: 'inventory/get_resources_ec2_security_group_details',
        rows: 'Ec2SecurityGroups',
        id: 'GroupId',
        idsParameter: null,
      },
      input,
      toSecurityGroup,
    ),
});

function toSecurityGroup(row: Row, nativeId: string): RecordOf<'SecurityGroup'> {
  return {
    nativeId,
    arn: null,
    name: textOf(row['GroupName']) ?? nameTagOf(row),
    state: null, // it has none
    rawState: null,
    tags: tagsOf(row),
    description: textOf(row['Description']),
    networkId: textOf(row['VpcId']),
    rules:
      rowsOf(row['InboundIps'])?.map(({ IpRange, ProtocolPort }) => toRule(textOf(IpRange), textOf(ProtocolPort))) ??
      null,
    native: row,
  };
}

/** `TCP 443`, `udp/1000-2000`, `All Traffic`. What is not understood stands in the protocol as CloudCheckr wrote it. */
export function toRule(range: string | null, protocolPort: string | null): Rule {
  const [, word, from, to] = /^([a-z]+)[ /:(]+(\d{1,5})(?:\s*-\s*(\d{1,5}))?\)?$/i.exec(protocolPort ?? '') ?? [];
  const group = /\bsg-[0-9a-f]{8,17}\b/.exec(range ?? '')?.[0] ?? null;
  return {
    direction: 'INGRESS',
    protocol:
      word?.toLowerCase() ?? (/^(all|any|-1)\b/i.test(protocolPort ?? '') ? 'all' : (protocolPort ?? 'unknown')),
    fromPort: from === undefined ? null : Number(from),
    toPort: from === undefined ? null : Number(to ?? from),
    cidr: group === null ? range : null,
    peerId: group,
    description: null,
  };
}
