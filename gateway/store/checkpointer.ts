/**
 * SQLite appends what is committed to a log and now and then moves it into the database, which waits for the disk for
 * tens of milliseconds. Here that happens on a thread of its own, so that the event loop does not wait. The thread is
 * started when the log is long for the first time.
 */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const LONG_BYTES = 24 * 2 ** 20;

/** Plain JavaScript, so that neither a bundler nor a loader has to know of it. */
const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.libsql);
  const database = new Database(workerData.file, { timeout: 1000 });
  parentPort.on('message', (wish) => {
    if (wish === 'end') {
      database.close();
      parentPort.close();
      return;
    }
    // What cannot be moved now, because the disk is full, stays in the log and is moved the next time.
    try { database.prepare('pragma wal_checkpoint(passive)').all(); } catch {}
    parentPort.postMessage('done');
  });
`;

export interface Checkpointer {
  /** To be called after each commit. */
  committed(): void;
  /** Waits while the log is moved: writing meanwhile would wait for the same disk, and hold up the event loop. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

export function createCheckpointer(file: string): Checkpointer {
  let thread: Worker | null = null;
  let running: Promise<void> | null = null;

  function checkpoint(): Promise<void> {
    thread ??= startThread(file).once('exit', () => (thread = null));
    const worker = thread;
    running ??= new Promise<void>((resolve) => {
      const end = () => {
        worker.off('message', end).off('exit', end);
        worker.unref();
        running = null;
        resolve();
      };
      worker.once('message', end).once('exit', end);
      worker.ref();
      worker.postMessage('checkpoint');
    });
    return running;
  }
  const logBytes = () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;

  return {
    committed() {
      if (running === null && logBytes() > LONG_BYTES) void checkpoint();
    },
    async caughtUp() {
      await running;
    },
    async close() {
      await running;
      if (thread === null) return;
      const ended = once(thread, 'exit');
      thread.ref();
      thread.postMessage('end');
      await ended;
    },
  };
}

function startThread(file: string): Worker {
  const libsql = createRequire(import.meta.url).resolve('libsql');
  return new Worker(THREAD, { eval: true, execArgv: [], workerData: { file, libsql } });
}
