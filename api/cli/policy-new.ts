/** `policy new ID`: a policy of one's own, begun from the template. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Answer } from './answer.ts'
import { parseOnFile, policyFolder } from './policy-lint.ts'

const TEMPLATE = 'example-council'

export function newAnswer([id, more]: string[], { to }: { to?: string | undefined }): Answer {
  if (id === undefined) return { refusal: 'Say what it is to be called: npm run policy -- new my-council' }
  if (more !== undefined) return { refusal: `One name without spaces: ${id}, and "${more}" is one too many` }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    return { refusal: `"${id}" is no name for a policy: write small letters, digits and hyphens, like my-council` }
  }
  const file = to ?? path.relative('.', path.join(policyFolder, `${id}.yaml`))
  const text = begun(id)
  // so that a newcomer begins with a file that is right
  parseOnFile(text, file)
  try {
    writeFileSync(file, text, { flag: 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return { refusal: `${file} is there already, and stays as it is: choose another name` }
    return { refusal: `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}` }
  }
  return { json: { id, file }, text: nextSteps(id, file, to !== undefined) }
}

/** The template under another name. Throws Error where the template has lost a line that is replaced. */
function begun(id: string): string {
  const title = titleOf(id)
  const replacements: [string, string][] = [
    [
      '# The template for a policy of your own: npm run policy -- new my-council',
      `# ${title}, begun from the template.`,
    ],
    ['# It is the policy of an invented council', '# Until you change it, it is the policy of an invented council'],
    [`\nid: ${TEMPLATE}\n`, `\nid: ${id}\n`],
    [`\nseries: ${TEMPLATE}\n`, `\nseries: ${id}\n`],
    ['\ntitle: Example Council Complaints Policy\n', `\ntitle: ${title}\n`],
  ]
  return replacements.reduce(
    (text, [old, fresh]) => {
      if (!text.includes(old)) throw new Error(`${TEMPLATE}.yaml has no ${JSON.stringify(old)}`)
      return text.replace(old, () => fresh)
    },
    readFileSync(path.join(policyFolder, `${TEMPLATE}.yaml`), 'utf8'),
  )
}

/** my-council -> My Council Complaints Policy */
function titleOf(id: string): string {
  const words = id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return `${words.join(' ')} Complaints Policy`
}

function nextSteps(id: string, file: string, elsewhere: boolean): string {
  const onFile = path.relative('.', path.join(policyFolder, `${id}.yaml`))
  return [
    `${file} is written. What comes next:`,
    '  1. Go through it with your policy beside you: every key has a comment.',
    `  2. Look for mistakes:           npm run policy -- lint ${file}`,
    ...(elsewhere ? [`     When it is right, put it on file: ${onFile}`] : []),
    `  3. Hold it against the Codes:   npm run policy -- check ${id} --against housing-ombudsman-code-2024`,
    `  4. See what dates it gives:     npm run policy -- due ${id} --deadline respond-stage-1 --from 2027-03-22`,
    `  5. Put ${id} on the list in your organisations' file, or set POLICY=${id}, and start again. New complaints take it;`,
    '     those that run keep the policy they began under.',
    '',
  ].join('\n')
}
