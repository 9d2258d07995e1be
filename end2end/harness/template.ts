// Before the first worker starts: the demo content, made once, from which each worker's server gets a copy.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const TEMPLATE_DATABASE = 'e2e_template';

/** The program under test. */
export function program(): string {
  const path = process.env.CABILDO_BIN;
  if (!path || !existsSync(path)) throw new Error('CABILDO_BIN names no program; run `cargo xtask test --only e2e`.');
  return path;
}

/** The folder that the demo content was made in. */
export function templateFolder(): string {
  const folder = process.env.CABILDO_E2E_TEMPLATE;
  if (!folder) throw new Error('The template was not made: is globalSetup missing from the configuration?');
  return folder;
}

/** The address of another database in the same PostgreSQL. */
export function withDatabase(name: string): string {
  const address = new URL(process.env.CABILDO_TEST_POSTGRES ?? '');
  address.pathname = `/${name}`;
  return address.toString();
}

/** Runs one statement as PostgreSQL's superuser. */
export function sql(statement: string) {
  const psql = process.env.CABILDO_PSQL ?? 'psql';
  const options = ['--no-psqlrc', '--quiet', '-v', 'ON_ERROR_STOP=1', '-c', statement];
  execFileSync(psql, [process.env.CABILDO_TEST_POSTGRES ?? '', ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Playwright's global setup; what it returns is run at the end. */
export default function makeTemplate(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cabildo-e2e-template-'));
  process.env.CABILDO_E2E_TEMPLATE = folder;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync(program(), ['demo', '--data', folder, ...makeDatabase()], { stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}

/** On PostgreSQL, the options that name an empty database. */
function makeDatabase(): string[] {
  if (!process.env.CABILDO_TEST_POSTGRES) return [];
  sql(`DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE}`);
  sql(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  return ['--database', withDatabase(TEMPLATE_DATABASE)];
}
