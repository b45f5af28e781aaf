/** Forms of instruments that the clinic has not activated wait in the log. They change nothing but the note that they wait. */
import { refOf, type ClinicEvent } from '#lib/events';
import { instrumentOf } from '#lib/instruments';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import type { HeldForms } from '../state/held-forms.js';

const MOST_HELD = 60;

/** Whether an event waits until the clinic activates its instrument. */
export const isHeld = ({ data }: ClinicEvent, { instruments }: ClinicRules): boolean =>
  'instrument' in data && instrumentOf(data.instrument, instruments) === undefined;

export function countHeld(state: EpisodeState, event: ClinicEvent): EpisodeState {
  if (!('instrument' in event.data)) return state;
  const { code, version } = event.data.instrument;
  const isSame = (held: HeldForms): boolean => held.instrument === code && held.version === version;
  const events = (state.held.find(isSame)?.events ?? 0) + 1;
  const others = state.held.filter((held) => !isSame(held));
  return {
    ...state,
    held: [...others, { instrument: code, version, events, event: refOf(event) }].slice(-MOST_HELD),
  };
}
