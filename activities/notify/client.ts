/** GOV.UK Notify's own client, with a time limit for each request in full, and failures that say nothing personal. */
import { NotifyClient } from 'notifications-node-client'
import { failureOf, type NotifyFailure } from './failure.ts'

export interface NotifySettings {
  /** As Notify gives it: a name, the service's id and the secret. */
  apiKey: string
  baseUrl: string
  /** Milliseconds in which any one request has ended. 7,000 unless given. */
  requestLimitMs?: number
}

/** What Notify answered, or what became of the request. */
export type Answer<T> = { value: T } | { failure: NotifyFailure }

export interface Notify {
  /** Never throws. */
  ask<T>(request: (client: NotifyClient) => Promise<{ data: T }>): Promise<Answer<T>>
}

export function openNotify({ apiKey, baseUrl, requestLimitMs = 7_000 }: NotifySettings): Notify {
  const client = new NotifyClient(baseUrl, apiKey)
  const { restClient } = client.apiClient
  const limited = (options: object) =>
    restClient.request({
      ...options,
      // of the whole request: axios's own timeout counts idle time alone
      signal: AbortSignal.timeout(requestLimitMs),
      // the key and the letter go to Notify and nowhere else
      maxRedirects: 0,
    })
  client.setClient(limited as typeof restClient)
  return {
    async ask(request) {
      try {
        return { value: (await request(client)).data }
      } catch (error) {
        return { failure: failureOf(error) }
      }
    },
  }
}
