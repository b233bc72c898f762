// The second half of `npm run build`: what the compiler leaves out of dist/ (policies, templates, migrations, fonts) goes
// to the same place beside the compiled code, which finds it relative to itself.
import { cpSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const isAsset = (source) => statSync(source).isDirectory() || !/\.(ts|mts|mjs|sh)$/.test(source)

for (const folder of ['workflows', 'activities', 'api', 'prisma']) {
  cpSync(path.join(root, folder), path.join(root, 'dist', folder), {
    recursive: true,
    filter: (source) => isAsset(source) && source !== path.join(root, 'prisma', 'generated'),
  })
}
