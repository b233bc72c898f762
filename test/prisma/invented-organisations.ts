/** Invented organisations, as their file has them. */
const landlordAndOther = '[housing-ombudsman, lgsco]'

/** The list of policies: ids, and where one is not for all matters, what it is for. */
export function policies(...listed: (string | [id: string, matters: string])[]): string {
  return listed
    .map((one) => (typeof one === 'string' ? `    - { id: ${one} }` : `    - { id: ${one[0]}, matters: ${one[1]} }`))
    .join('\n')
}

export function organisation(
  id: string,
  {
    name = `${id.charAt(0).toUpperCase()}${id.slice(1)} Council`,
    phone = '01632 960 200',
    ombudsmen = landlordAndOther,
    policies: listed = policies('housing-ombudsman-code-2024'),
  }: { name?: string; phone?: string; ombudsmen?: string; policies?: string } = {},
): string {
  return `- id: ${id}
  letterhead:
    name: ${name}
    team: Complaints team
    address: [Complaints team, ${name}, 1 Sample Square, EX1 1EX]
    phone: ${phone}
    hours: Monday to Friday, 9am to 5pm
    email: complaints@${id}.example
    website: www.${id}.example
    managerEmail: manager@${id}.example
  policies:
${listed}
  ombudsmen: ${ombudsmen}
`
}
