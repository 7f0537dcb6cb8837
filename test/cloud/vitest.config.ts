import { defineConfig } from 'vitest/config'

/** Apart from the other tests: it needs Python and a network once, and takes minutes. */
export default defineConfig({
  test: { include: ['test/cloud/**/*.test.ts'], testTimeout: 540_000, hookTimeout: 540_000 },
})
