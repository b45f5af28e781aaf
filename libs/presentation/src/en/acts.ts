import type { Words } from '../words.js';

export const acts: Words['acts'] = {
  claimed: 'You have it. It stays in the list until somebody ends it.',
  'put-off': 'Put off. It comes back by itself at the time you chose.',
  'rupture-withdrawn':
    'The alert is ended, and the episode no longer says strain. The forms are kept; only a new fall or a new word counts.',
  'rupture-repairing':
    'The alert is ended. The strain counts as confirmed and easing; it stays in sight until later forms show that it is over.',
  'rupture-confirmed':
    'The alert is ended. The strain counts as confirmed; it stays in sight until later forms show that it is over.',
  'rupture-stays':
    'The alert is ended. The strain stays in the caseload, because the forms still show it; only “wrong” takes it back.',
  'rupture-apart': 'This alert is ended. The strain has an alert of its own and stays as it is.',
  'absence-withdrawn':
    'The alert is ended, and these appointments are no longer taken for a sign. Only later ones count.',
  'absence-stays':
    'The alert is ended. The caseload keeps the absence in sight until the client comes; if it goes on, there is a new alert.',
  'level-stays': 'This alert is ended. It is not said again while the forms stay as they are; a later fall is.',
  'chance-judged-again':
    'This alert is ended. The chance of stopping early is judged again after the next kept appointment.',
  'outcome-stays':
    'The alert is ended. The figures stay in sight until later forms come back; only a further clear step is told anew.',
  'outcome-set-aside':
    'The alert is ended, and the caseload no longer says so. The forms are kept; only a further clear step is told anew.',
  'answer-ended-for-all':
    'The alert is ended for everybody who was told of the same answer. The answer itself stays in the timeline.',
  'taken-back': 'Taken back. The alert is as it was before.',
};
