// What the page is told, as events, and the learner, in a sentence, after an action was done.

import type { Desk } from './desk.ts';
import type { Action } from './message.ts';
import type { Source } from './session.ts';

export function tell({ owner, status, info, notebook, speech, say }: Desk, action: Action, by: Source): void {
  switch (action.do) {
    case 'play':
    case 'pause':
      owner.emit(action.do, { by });
      speech.say(say(action.do === 'play' ? 'playing' : 'paused'));
      break;
    case 'reset':
      owner.emit('reset', { by });
      speech.say(say('was_reset'));
      break;
    case 'control': {
      const control = info?.controls.find(({ id }) => id === action.control);
      const now = status?.controls[action.control];
      if (control && now) owner.emit('change', { path: control.path, value: control.as === 'choice' ? now.choice : now.value, unit: control.unit, by });
      break;
    }
    case 'set':
      // A value that the page itself has set is no news to it.
      if (by !== 'page') owner.emit('change', { path: action.path, value: action.value, unit: '', by });
      break;
    case 'row':
      for (const [instrument, readings] of Object.entries(status?.readings ?? {})) {
        for (const { output, shown, unit, uncertainty, state } of readings) owner.emit('reading', { instrument, output, shown, unit, uncertainty, state });
      }
      speech.say(say('data.recorded', { row: notebook?.total ?? 0 }));
      break;
    default:
  }
}
