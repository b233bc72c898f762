/** `policy lint FILE`: every fault of a policy's file, by line and key, in the words that would stop the start. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from '../../workflows/commands/index.ts'
import { ruleNames } from '../../workflows/policy/assessment.ts'
import { dayInWords } from '../../workflows/policy/calendar.ts'
import { clockFor, clockNames, unlimited } from '../../workflows/policy/deadline-rules.ts'
import { parseCompanion, type Companion } from '../../workflows/policy/companions.ts'
import { parseOmbudsmen, parsePolicy, seriesFaults } from '../../workflows/policy/parse.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { PolicyError } from '../../workflows/policy/yaml-file.ts'
import type { Answer } from './answer.ts'
import { rulesIn, spanInWords } from './policy-show.ts'

/** Where policies are read from at the start. */
export const policyFolder = fileURLToPath(new URL('../../workflows/policy/policies/', import.meta.url))

export function lintAnswer([file, more]: string[]): Answer {
  if (file === undefined) return { refusal: 'Say which file: npm run policy -- lint FILE' }
  if (more !== undefined) return { refusal: `One file at a time: ${file}, and "${more}" is one too many` }
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { refusal: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
  try {
    if (isCompanion(file)) return soundCompanion(file, parseCompanion(text, file))
    const policy = parseOnFile(text, file)
    const amongOthers = faultsAmongOthers(policy, file)
    return amongOthers.length > 0 ? faulty(file, amongOthers.join('\n'), []) : sound(file, policy)
  } catch (error) {
    if (error instanceof PolicyError) return faulty(file, error.message, error.faults)
    throw error
  }
}

/** A statutory clock's file stands in a folder of that name. */
function isCompanion(file: string): boolean {
  return path.basename(path.dirname(path.resolve(file))) === 'companions'
}

function soundCompanion(file: string, { id, title, inForce, clocks }: Companion): Answer {
  const cited = clocks.filter(({ clause }) => clause !== undefined).length
  return {
    json: { file, ok: true, id, title, inForce, clocks: clocks.length, withClause: cited, faults: [] },
    text: `${file}: ok\n${title} (${id}), in force from ${dayInWords(inForce.from)}\n${clocks.length} clocks: ${cited} with a clause, ${clocks.length - cited} assumed\n`,
  }
}

/** Read as at the start. Throws PolicyError. */
export function parseOnFile(text: string, file: string): Policy {
  const ombudsmen = parseOmbudsmen(readFileSync(path.join(policyFolder, '../ombudsmen.yaml'), 'utf8'), 'ombudsmen.yaml')
  const known = { ombudsmen: ombudsmen.map(({ id }) => id), commands: commands.map(({ name }) => name) }
  return parsePolicy(text, file, known.ombudsmen, known.commands)
}

/** What is right in itself and wrong beside the other policies on file. */
function faultsAmongOthers(policy: Policy, file: string): string[] {
  const isOnFile = path.resolve(file) === path.resolve(policyFolder, path.basename(file))
  const named =
    isOnFile && path.basename(file) !== `${policy.id}.yaml` ? [`${file}: id: the file must be ${policy.id}.yaml`] : []
  const others = readdirSync(policyFolder)
    .filter((name) => name.endsWith('.yaml') && path.resolve(policyFolder, name) !== path.resolve(file))
    .flatMap((name) => readable(path.join(policyFolder, name)))
    .filter(({ id }) => id !== policy.id)
  return [...named, ...seriesFaults([...others, policy])]
}

/** Another file's faults are told when it is linted itself. */
function readable(file: string): Policy[] {
  try {
    return [parseOnFile(readFileSync(file, 'utf8'), file)]
  } catch (error) {
    if (error instanceof PolicyError) return []
    throw error
  }
}

function faulty(file: string, lines: string, faults: PolicyError['faults']): Answer {
  return {
    json: { file, ok: false, faults: faults.length > 0 ? faults : lines.split('\n').map((message) => ({ message })) },
    text: `${lines}\n`,
    exitCode: 1,
  }
}

function sound(file: string, policy: Policy): Answer {
  const { id, title, inForce } = policy
  const rules = rulesIn(policy, [])
  const cited = rules.filter(({ clause }) => clause !== undefined).length
  const unknown = Object.keys(policy.explains).filter((rule) => !ruleNames.includes(rule))
  const to = inForce.to === undefined ? '' : ` to ${dayInWords(inForce.to)}`
  return {
    json: { file, ok: true, id, title, inForce, rules: rules.length, withClause: cited, faults: [] },
    text: [
      `${file}: ok`,
      `${title} (${id}), in force from ${dayInWords(inForce.from)}${to}`,
      `${rules.length} rules: ${cited} with a clause, ${rules.length - cited} assumed`,
      ...clocksOf(policy).map((line) => `  ${line}`),
      '',
    ].join('\n'),
    ...(unknown.length > 0 && {
      warning: `explains: no such rule: ${unknown.join(', ')}. The rules are ${ruleNames.join(', ')}`,
    }),
  }
}

function clocksOf(policy: Policy): string[] {
  return clockNames
    .filter((name) => name !== 'resolve-urgent-enquiry' || policy.enquiry !== undefined)
    .map((name) => {
      if (unlimited(policy, name)) return `${name}: no last day`
      const { span, from } = clockFor(policy, name)
      return `${name}: ${spanInWords(span)} of ${from.replace('-', ' ')}`
    })
}
