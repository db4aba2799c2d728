/** What functions really did: the truth that outcomes are held against. It lives outside of all that is killed. */

/** One wish: what a client asked for once, however often it was tried. */
export interface Deed {
  /** Effects on the world. */
  effects: number;
  /** How often the function began to work on it. */
  runs: number;
}

export class Ledger {
  readonly #deeds = new Map<string, Deed>();
  readonly #keys = new Set<string>();

  /** An effect that happens each time. */
  once(wish: string): void {
    this.#run(wish).effects += 1;
  }

  /** An effect that a provider knows again by its key. */
  again(wish: string, key: string): void {
    const deed = this.#run(wish);
    if (!this.#keys.has(key)) deed.effects += 1;
    this.#keys.add(key);
  }

  of(wish: string): Deed {
    return this.#deeds.get(wish) ?? { effects: 0, runs: 0 };
  }

  #run(wish: string): Deed {
    const deed = this.#deeds.get(wish) ?? { effects: 0, runs: 0 };
    this.#deeds.set(wish, deed);
    deed.runs += 1;
    return deed;
  }
}
