import { defineConfig } from 'vitest/config'

const project = (name: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})

export default defineConfig({
  test: {
    projects: ['domain', 'functions', 'workflows', 'infra', 'local', 'house'].map(project),
  },
})
