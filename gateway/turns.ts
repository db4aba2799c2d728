/** Runs work on one thing after the other, and on different things at the same time. */
export function createTurns(): <Result>(id: string, work: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (id, work) => {
    const turn = (last.get(id) ?? Promise.resolve()).then(work);
    const ended = turn
      .catch(() => undefined)
      .finally(() => {
        if (last.get(id) === ended) last.delete(id);
      });
    last.set(id, ended);
    return turn;
  };
}
