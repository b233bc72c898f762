/** A running complaint takes a newer policy: chosen at one stage, its own from the next. Pure. */
import type { Change } from '../change.ts'
import type { FormalStageId, Policy } from '../policy/policy.ts'
import { currentStage } from '../stage.ts'
import type { RecordedState, State } from '../state.ts'

/** The stage that would begin next; undefined at the last one, and for what is no complaint. */
export function stageAfter(state: State): FormalStageId | undefined {
  const { id } = currentStage(state)
  if (id === 'urgent-enquiry') return state.policy.stages[0].id
  const present = state.policy.stages.findIndex((rules) => rules.id === id)
  return present < 0 ? undefined : state.policy.stages[present + 1]?.id
}

/** A manager chooses the policy of the stages to come. */
export function adopt(state: State, nextPolicy: { digest: string; policy: Policy }): Change {
  const detail = { stage: currentStage(state).id, policy: nextPolicy.policy.id, from: stageAfter(state) ?? null }
  return { state: { ...state, nextPolicy }, entries: [{ event: 'policy-adopted', detail }] }
}

/** For the timeline, where a stage begins under a policy that was adopted. */
export function adoptedPolicy({ nextPolicy }: State): { policy?: string } {
  return nextPolicy ? { policy: nextPolicy.policy.id } : {}
}

/** For a stage that begins: the policy that was chosen for it is the complaint's from now on. */
export function withNextPolicy({ nextPolicy, ...state }: State): State {
  if (!nextPolicy) return state
  const { policy, digest: policyDigest } = nextPolicy
  const before = { digest: state.policyDigest, upTo: state.seq }
  return { ...state, policy, policyDigest, policiesBefore: [...(state.policiesBefore ?? []), before] }
}

/** By which digests the records keep the policy that an entry was made under, and the one that its next stage is under. */
export function versionsAt(
  {
    policyDigest,
    policiesBefore = [],
    nextPolicy,
  }: Pick<RecordedState, 'policyDigest' | 'policiesBefore' | 'nextPolicy'>,
  seq: number,
): { now: string; next: string } {
  const before = policiesBefore.filter(({ upTo }) => seq <= upTo).map(({ digest }) => digest)
  const [now = policyDigest, next = now] = [...before, policyDigest, ...(nextPolicy === undefined ? [] : [nextPolicy])]
  return { now, next }
}
