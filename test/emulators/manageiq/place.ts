/** Where a request goes. */
export interface Place {
  readonly collection: string;
  /** Null: the collection itself. */
  readonly id: string | null;
  readonly subcollection: string | null;
}

/** Null for what is no address of the API. */
export function placeOf(path: string): Place | null {
  const [, collection, id = null, subcollection = null] = /^\/api\/(\w+)(?:\/(\d+)(?:\/(\w+))?)?$/.exec(path) ?? [];
  return collection === undefined ? null : { collection, id, subcollection };
}
