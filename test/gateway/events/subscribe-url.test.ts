import { describe, expect, it } from 'vitest';
import { subscribeUrl } from '../../../gateway/events/sns.ts';

describe('the address that confirms a subscription', () => {
  const at = (host: string, query = 'Action=ConfirmSubscription&Token=t') => `${host}/?${query}`;

  it.each([
    at('https://sns.us-east-1.amazonaws.com'),
    at('https://sns.us-gov-west-1.amazonaws.com'),
    at('https://sns.cn-north-1.amazonaws.com.cn'),
    at('https://sns.ap-southeast-2.amazonaws.com:443'),
  ])('may be %s', (address) => {
    expect(subscribeUrl(address).href).toBe(new URL(address).href);
  });

  it.each([
    at('http://sns.us-east-1.amazonaws.com'),
    at('https://sns.us-east-1.amazonaws.com:8443'),
    at('https://sns.us-east-1.amazonaws.com.'),
    at('https://sns.us-east-1.amazonaws.com.example.com'),
    at('https://sns.us-east-1.amazonaws.com.cn.example.com'),
    at('https://example.com/sns.us-east-1.amazonaws.com'),
    at('https://example.com#sns.us-east-1.amazonaws.com'),
    at('https://sns.us-east-1.amazonaws.com@example.com'),
    at('https://user@sns.us-east-1.amazonaws.com'),
    at('https://:password@sns.us-east-1.amazonaws.com'),
    at('https://sns.us-east-1.amazonaws.com/other'),
    at('https://sns.amazonaws.com'),
    at('https://sns.s3.amazonaws.com'),
    at('https://sns.s3-us-west-2.amazonaws.com'),
    at('https://sns.a.us-east-1.amazonaws.com'),
    at('https://sqs.us-east-1.amazonaws.com'),
    at('https://xsns.us-east-1.amazonaws.com'),
    at('https://sns.us-east-1xamazonaws.com'),
    at('https://169.254.169.254'),
    at('https://sns.us-east-1.amazonaws.com', 'Action=Unsubscribe'),
    at('https://sns.us-east-1.amazonaws.com', 'Action=ConfirmSubscription&Action=Publish'),
    at('https://sns.us-east-1.amazonaws.com', 'action=ConfirmSubscription'),
    'sns.us-east-1.amazonaws.com',
    '',
    null,
    {},
  ])('is never %s', (address) => {
    expect(() => subscribeUrl(address)).toThrow(/^SubscribeURL must be `https:/);
  });
});
