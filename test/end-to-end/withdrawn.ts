/** The smallest scenario: received at ten, withdrawn at eleven. */
const complaint = `complaint:
  summary: The lift is broken
  serviceArea: repairs
  landlordMatter: true
  channel: phone
  resident: { name: R. Resident, email: r@example.org, preferredContact: email }`

export const withdrawn = (received: string, expectation = 'done') => `policy: housing-ombudsman-code-2024
received: ${received}T10:00
${complaint}
steps:
  - { at: ${received}T11:00, do: withdraw, by: resident, expect: ${expectation} }
until: ${received}T12:00
`
