import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { logInOn, pictureOf, startBrowser } from '../support/browser.ts';
import { nanoClient } from '../support/cluster-guests.ts';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { poll } from '../support/poll.ts';

/** A cluster with one fake cell, a browser, and a fresh profile for each test. */
export class ConsoleContext implements AsyncDisposable {
  readonly cluster: RunningDevCluster;
  readonly client: ApiClient;
  readonly browser: Browser;

  private constructor(cluster: RunningDevCluster, client: ApiClient, browser: Browser) {
    this.cluster = cluster;
    this.client = client;
    this.browser = browser;
  }

  static async start(): Promise<ConsoleContext> {
    // As an installation has it: pages renew their sessions by it.
    const environment = { CELLAR_NANO_SESSION_TIMEOUT_S: '180' };
    const cluster = await startDevCluster({ cells: 1, hypervisor: 'fake', environment });
    return new ConsoleContext(cluster, await nanoClient(cluster), await startBrowser());
  }

  async openPage(path: string): Promise<Page> {
    const context = await this.browser.newContext();
    const page = await context.newPage();
    await page.goto(this.cluster.nano + path);
    return page;
  }

  /** The guest's screen, after a login on its page. */
  async openScreen(guestId: string): Promise<Page> {
    const page = await this.openPage(`/console/guest/${guestId}`);
    await this.logIn(page);
    await connected(page);
    return page;
  }

  logIn(page: Page): Promise<void> {
    return logInOn(page, this.cluster.user, this.cluster.password);
  }

  async newChannel(guestId: string): Promise<{ id: string; password: string }> {
    return this.client.nano('POST', '/monitor_channels/', { guest: guestId });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.cluster.stop();
  }
}

/** Waits until the screen is there and has been drawn. */
export async function connected(page: Page): Promise<void> {
  await page.getByText('Connected', { exact: true }).waitFor();
  await poll('the picture is drawn', async () => (await pictureOf(page)).colours > 2);
}

/** Waits until the picture differs from the given one. */
export async function changed(page: Page, hash: string): Promise<void> {
  await poll('the picture changes', async () => (await pictureOf(page)).hash !== hash);
}
