/** Takes complaints through the API: intake, acknowledgement, response, as a program of a council's would. */
import http from 'node:http'
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { inParallel } from './in-parallel.ts'

export const complaint = JSON.stringify({
  summary: 'The lift in our block has been out of order since the first of the month.',
  points: ['The lift has not worked for two weeks', 'Nobody answered my calls'],
  outcomesSought: ['A working lift', 'An apology'],
  serviceArea: 'repairs',
  landlordMatter: true,
  channel: 'online',
  resident: { name: 'A. Bench', email: 'resident@example.org', preferredContact: 'email' },
})
const acknowledgement = JSON.stringify({ responsibleFor: ['the lift'], notResponsibleFor: [] })
const response = JSON.stringify({
  points: [
    { finding: 'upheld', reasons: 'Our lift policy says three days. It took us two weeks.' },
    { finding: 'not-upheld', reasons: 'Our records show that your calls of 3 and 5 May were answered.' },
  ],
  remedies: [{ kind: 'apology', by: '2030-01-31' }],
})

export interface Lives {
  refs: string[]
  /** Milliseconds from each command's request to its answer. */
  commandMs: number[]
  /** How often a busy API asked to be asked again (503), as a program of a council's would. */
  askedAgain: number
}

export async function complaintLives(api: string, token: string, count: number, atOnce: number): Promise<Lives> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce })
  const lives: Lives = { refs: [], commandMs: [], askedAgain: 0 }
  const post = async (path: string, body: string) => {
    const key = randomUUID()
    for (;;) {
      const { status, answer } = await send(agent, `${api}${path}`, token, key, body)
      if (status === 200 || status === 201) return JSON.parse(answer) as { ref: string }
      if (status !== 503) throw new Error(`${path} answered ${status}: ${answer}`)
      lives.askedAgain++
    }
  }
  const command = async (ref: string, name: string, body: string) => {
    const began = performance.now()
    await post(`/v1/complaints/${ref}/${name}`, body)
    lives.commandMs.push(performance.now() - began)
  }
  await inParallel(count, atOnce, async () => {
    const { ref } = await post('/v1/complaints', complaint)
    await command(ref, 'acknowledge', acknowledgement)
    await command(ref, 'respond', response)
    lives.refs.push(ref)
  })
  agent.destroy()
  return lives
}

function send(
  agent: http.Agent,
  url: string,
  token: string,
  key: string,
  body: string,
): Promise<{ status: number | undefined; answer: string }> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': key,
  }
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode, answer: Buffer.concat(chunks).toString() }))
    })
    request.on('error', reject)
    request.end(body)
  })
}
