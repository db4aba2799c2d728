/** What every subscriber asks for, and the part of the schema that says it. */
export const SUBSCRIPTION = `subscription {
  alarmEvents { cursor at from to alarm { id title state severity startedAt provider { name } } }
}`;

export interface AlarmEvent {
  readonly cursor: string;
  readonly at: string;
  readonly from: string | null;
  readonly to: string;
  readonly alarm: {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    readonly severity: string;
    readonly startedAt: string;
    readonly provider: { readonly name: string };
  };
}

export const ALARM_EVENTS = `
  type Query { version: String }
  type Subscription { alarmEvents: AlarmEvent! }
  type AlarmEvent { cursor: String! at: String! from: String to: String! alarm: Alarm! }
  type Alarm { id: ID! title: String! state: String! severity: String! startedAt: String! provider: Provider! }
  type Provider { name: String! }
`;
