/**
 * Whether a text names a member of staff (Joint Code 5.6). Pure; only called where texts are, never in a workflow.
 *
 * It names them by their full name, in any case; by a title or an initial with a full stop and their surname ("Ms Khan", "A. Khan");
 * by their staff id; or by one of their names alone after a word for their work ("our officer Amina"). Always whole words. One name
 * alone is no name otherwise, as so many are words too: "we will grant", "in May", "Hill Street". For the same reason a name whose
 * words are all ordinary ones only counts with its capitals: Will Grant is named by "Will Grant", and not by "we will grant".
 */

/** A member of staff who is known to the case. */
export interface StaffName {
  id: string
  /** As the staff list has it; left out where the id is not on it. */
  name?: string
}

const titles = 'Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Revd|Sir|Dame|Lady|Lord|Cllr|Councillor'
const posts =
  'officer|manager|colleague|adviser|advisor|surveyor|engineer|inspector|investigator|caseworker|handler|reviewer|director|supervisor|assistant|plumber|electrician|operative|contractor'

const particles = new Set([
  'al',
  'bin',
  'da',
  'de',
  'del',
  'della',
  'den',
  'der',
  'di',
  'dos',
  'du',
  'el',
  'la',
  'le',
  'st',
  'van',
  'von',
])

/** Names that are words of our letters too. */
const ordinary = new Set(
  `april art august banks barker bill black bond brown bush butcher carpenter case chance cook day dean drew faith field fields flood
  flowers ford forest frank gardener gates grace grant gray green hall heath hill hills hope house hunt june jack joy key keys king lake
  lane law little long love major mark marsh may mills moon moore more park parks page parish penny pound price pat ray read rent rich
  rob rose sharp short silver small smart speed steel stock stone street strong sue summer summers teller trust turner wall walls ward
  waters way wells west white will win winter wise wish wood woods young`.split(/\s+/),
)

/** Finds any of them; the same for one text after the other. */
export function namingAny(staff: readonly StaffName[]): (text: string) => boolean {
  const patterns = staff.flatMap(patternsOf)
  return (text) => {
    const plain = plainly(text)
    return patterns.some((pattern) => pattern.test(plain))
  }
}

function patternsOf({ id, name = nameIn(id) }: StaffName): RegExp[] {
  const words = wordsOf(name)
  const [first] = words
  const byId = idPattern(id)
  if (first === undefined) return [byId]
  const surname = surnameOf(words)
  if (surname === '') return [byId, afterPost([first])]
  const initial = escaped(first.charAt(0))
  // "A Khan" would be found in "a khan", and "A Grant" in "a grant".
  const onlyInitial = /^.\.?$/u.test(first)
  const full = onlyInitial ? [] : [words, [first, ...surname.split(' ')]]
  return [
    byId,
    afterPost(onlyInitial ? [surname] : [first, surname]),
    ...full.map((each) => phrase(each.map(escaped).join(' '), each)),
    phrase(`(?:${titles})\\.? (?:${escaped(first)} |${initial}\\.? )?${escaped(surname)}`, surname.split(' ')),
    new RegExp(`${start}${initial}\\. ?${escaped(surname)}${end}`, 'u'),
  ]
}

/** One name alone: "our officer Amina", "the manager, Amina," "an engineer called Grant". */
function afterPost(names: string[]): RegExp {
  const plainNames = names.filter((name) => !isOrdinary(name))
  const apart = plainNames.length === 0 ? '' : `|, (?:${either(plainNames)})`
  return new RegExp(`${start}${anyCase(posts)}(?:(?: called| named)? (?:${either(names)})${apart})${end}`, 'u')
}

/** In any case; made of ordinary words alone, only with capitals. */
function phrase(source: string, names: string[]): RegExp {
  return new RegExp(`${start}(?:${source})${end}`, names.every(isOrdinary) ? 'u' : 'iu')
}

function isOrdinary(name: string): boolean {
  return ordinary.has(name.toLowerCase())
}

/** Whole words: no letter or digit beside it, and no other half of a double name. */
const start = '(?<![\\p{L}\\p{N}]|\\p{L}-)'
const end = '(?![\\p{L}\\p{N}]|-\\p{L})'

/** "a.khan", and in "a.khan@example.org"; not in "tara.khan" or "a.khan.2". One of letters alone only as an address: "grant@". */
function idPattern(id: string): RegExp {
  const before = '(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}][._-])'
  const after = /^[a-z]+$/.test(id) ? '(?=@)' : '(?![\\p{L}\\p{N}]|[._-][\\p{L}\\p{N}])'
  return new RegExp(`${before}${escaped(id)}${after}`, 'iu')
}

/** What an id such as `a.khan` tells of a name that the staff list does not have. */
function nameIn(id: string): string {
  const parts = /^([a-z]+)[._]([a-z-]+)$/.exec(id)?.slice(1) ?? []
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(' ')
}

/** A name's words, without a title before it. */
function wordsOf(name: string): string[] {
  const words = plainly(name).trim().split(' ')
  const titled = new RegExp(`^(?:${titles})\\.?$`, 'iu')
  return words.filter((word, index) => word !== '' && !(index === 0 && titled.test(word)))
}

/** The last word, with what belongs to it: "de Souza". Empty where there is only a first name. */
function surnameOf(words: string[]): string {
  const particle = words.findIndex((word, index) => index > 0 && particles.has(word.toLowerCase()))
  return words.slice(particle > 0 ? particle : Math.max(1, words.length - 1)).join(' ')
}

/** Without what may be written in two ways: accents, kinds of hyphen, apostrophe and space. */
function plainly(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‐‑–]/g, '-').replace(/[’ʼ]/g, "'").replace(/\s+/g, ' ')
}

/** `(?:[oO][fF]…)`: any case for a part of a pattern whose other parts are read as they stand. */
function anyCase(source: string): string {
  return `(?:${source.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)})`
}

function either(words: string[]): string {
  return [...new Set(words)].map(escaped).join('|')
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
