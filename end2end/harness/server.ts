// One `cabildo serve` for each worker: a free port, and a copy of the demo data (or of the demo database).
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, openSync, closeSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { program, sql, TEMPLATE_DATABASE, templateFolder, withDatabase } from './template.ts';

export interface Server {
  /** Where it listens: http://127.0.0.1:PORT */
  url: string;
  /** Its data folder, for journeys that look behind the pages. */
  data: string;
  /** The options with which a command of the program works on the same data. */
  options: string[];
  stop(): Promise<void>;
}

const START_LIMIT_MS = 30_000;

export async function startServer(worker: number): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'cabildo-e2e-'));
  const data = join(folder, 'data');
  cpSync(templateFolder(), data, { recursive: true });
  const database = copyDatabase(worker);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(folder, 'log');
  const log = openSync(logFile, 'w');
  const options = ['--data', data, ...database];
  const child = spawn(program(), ['serve', '--listen', `127.0.0.1:${port}`, ...options], { stdio: ['ignore', log, log] });
  closeSync(log);
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(url, child);
  } catch (error) {
    const said = readFileSync(logFile, 'utf8');
    await stop();
    throw new Error(`${error}\nThe server said:\n${said}`);
  }
  return { url, data, options, stop };
}

/** On PostgreSQL each worker gets a database of its own, copied from the one with the demo content. */
function copyDatabase(worker: number): string[] {
  if (!process.env.CABILDO_TEST_POSTGRES) return [];
  const name = `e2e_${process.pid}_${worker}`;
  sql(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`);
  return ['--database', withDatabase(name)];
}

/** Asks until the server says that it is ready, or has ended, or takes too long. */
async function ready(url: string, child: ChildProcess) {
  const limit = Date.now() + START_LIMIT_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it was ready.`);
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    if (Date.now() > limit) throw new Error(`The server was not ready after ${START_LIMIT_MS} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(impatience);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Runs one of the program's commands to its end and returns its exit code and what it printed. */
export function cabildo(...options: string[]): { code: number | null; said: string } {
  const { status, stdout, error } = spawnSync(program(), options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  if (error) throw error;
  return { code: status, said: stdout };
}
