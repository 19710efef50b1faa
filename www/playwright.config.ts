// Browser tests (test/*.spec.ts) and pictures of the pages (test/screenshots.shots.ts).
// `cargo xtask test` finds the browser and serves dist; by hand, `npx playwright test` does too.

import { defineConfig, devices } from '@playwright/test';

declare const process: { env: Record<string, string | undefined> };

const served = process.env['GEWU_TEST_URL'];

export default defineConfig({
  testDir: 'test',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  reporter: 'line',
  // Where the minutes go is told at the end.
  reportSlowTests: { max: 12, threshold: 40_000 },
  timeout: 30_000,
  // A test that fails is run once more with a trace, which would cost every test a third of its time; one that then passes
  // is listed as flaky.
  retries: 1,
  use: {
    ...devices['Desktop Chrome'],
    baseURL: served ?? 'http://127.0.0.1:8123/',
    trace: 'on-first-retry',
    launchOptions: {
      // Never a browser of Playwright's own: the one of the system.
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'chromium', testMatch: '*.spec.ts' },
    { name: 'screenshots', testMatch: 'screenshots.shots.ts' },
  ],
  ...(served
    ? {}
    : {
        webServer: {
          command: 'cargo run -q -p xtask -- serve --no-build --port 8123',
          cwd: '..',
          url: 'http://127.0.0.1:8123/',
          timeout: 300_000,
        },
      }),
});
