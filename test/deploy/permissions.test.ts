import { describe, expect, it } from 'vitest';
import { awsStatements, permissionsOf } from '../../deploy/permissions.ts';
import { rolePolicy, trustPolicy } from '../../deploy/role.ts';

const LOOKS = {
  Sid: 'CausewayLooks',
  Effect: 'Allow',
  Action: [
    'cloudwatch:DescribeAlarms',
    'ec2:DescribeAddresses',
    'ec2:DescribeInstances',
    'ec2:DescribeRegions',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeVolumes',
    'lambda:ListFunctions',
    'sts:GetCallerIdentity',
  ],
  Resource: '*',
};

const ACTS = {
  Sid: 'CausewayActs',
  Effect: 'Allow',
  Action: ['ec2:CreateTags', 'ec2:DeleteTags', 'ec2:RebootInstances', 'ec2:StartInstances', 'ec2:StopInstances'],
  Resource: '*',
};

describe('the permissions of a connector', () => {
  it('are what its functions declare, each with those that need it', () => {
    expect(permissionsOf('aws').find(({ permission }) => permission === 'ec2:DescribeInstances')).toEqual({
      permission: 'ec2:DescribeInstances',
      effect: 'READ',
      functions: ['aws.listInstances'],
    });
    expect(permissionsOf('echo')).toEqual([]);
  });

  it('of AWS are a policy that looks and one that acts, exactly', () => {
    expect(awsStatements(['aws'])).toEqual([LOOKS, ACTS]);
  });

  it('of another provider are no policy of AWS', () => {
    expect(() => awsStatements(['aws', 'sandbox'])).toThrow('the permissions of sandbox are not those of AWS');
  });

  it('of a connector that is not there are refused, also one named like a property of objects', () => {
    expect(() => permissionsOf('nope')).toThrow('There is aws, cloudcheckr, echo, manageiq, mistio, sandbox');
    expect(() => permissionsOf('constructor')).toThrow('there is no connector constructor');
  });
});

describe("a function's role", () => {
  const settings = { functionName: 'causeway-echo', mayAssume: [], region: 'eu-central-1' };
  const group = 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/causeway-echo';

  it('can be assumed by Lambda alone', () => {
    expect(trustPolicy).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    });
  });

  it('allows the log of this one function and nothing else', () => {
    expect(rolePolicy(settings, '123456789012')).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'LogGroup', Effect: 'Allow', Action: 'logs:CreateLogGroup', Resource: group },
        {
          Sid: 'Log',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `${group}:*`,
        },
      ],
    });
  });

  it('allows also the roles of accounts that it may assume, and none of what is done as these', () => {
    const mayAssume = ['arn:aws:iam::210987654321:role/causeway'];
    const { Statement } = rolePolicy({ ...settings, mayAssume }, '123456789012');
    expect(Statement.slice(2)).toEqual([
      { Sid: 'Accounts', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: mayAssume },
    ]);
  });
});
