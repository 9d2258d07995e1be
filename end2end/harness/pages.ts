// Saves the HTML of every page that a journey visits, as the server sent it, for the Nu checker
// (`cargo xtask test --only html`). Addresses that differ only in numbers and ids count as one kind of page.
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { BrowserContext, Response } from '@playwright/test';

const folder = process.env.CABILDO_SAVE_PAGES;

/** Watches the context; the returned function waits until the last page is on disk. */
export function savePages(context: BrowserContext): () => Promise<unknown> {
  const pending: Promise<void>[] = [];
  if (folder) context.on('response', (response) => pending.push(save(response)));
  return () => Promise.all(pending);
}

async function save(response: Response) {
  const isPage = response.request().isNavigationRequest() && (response.headers()['content-type'] ?? '').includes('text/html');
  if (!isPage) return;
  // A page that is left before it is read has no body any more; another visit will save it.
  const html = await response.text().catch(() => undefined);
  if (!html || html.length === 0) return;
  const file = join(folder ?? '', `${nameOf(response)}.html`);
  if (!existsSync(file)) writeFileSync(file, html);
}

/** A readable name for the kind of page, with its status and a hash of the kind. */
function nameOf(response: Response): string {
  const url = new URL(response.url());
  const kind = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/\d+/g, 'N');
  const parameters = [...url.searchParams.keys()].sort().join('+');
  const hash = createHash('sha256').update(`${kind}?${parameters}`).digest('hex').slice(0, 8);
  return `${kind.replace(/[^\w-]+/g, '_')}-${response.status()}-${hash}`;
}
