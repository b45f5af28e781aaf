import type { SuggestionStep, SuggestionPack } from './suggestion-pack.js';

const CONSENSUS = ['consensus-2018'];

const adjust: SuggestionStep = {
  stage: 'adjust',
  text: 'Look together at which answer moved most.',
  byPart: {
    bond: 'Name lightly what you notice between the two of you.',
    task: 'Rework the way you go about it together, or leave it for now.',
    goal: 'Look again together at what the work is for.',
    collaboration: 'Ask whether goals and way of working still fit.',
    engagement: 'Ask what pace and what next step would suit.',
    respect: 'Ask what would help to feel taken seriously here.',
    support: 'Ask what would make these sessions feel safer.',
    expectations: 'Say again what each of you can expect, and ask what is still unclear.',
    consistency: 'Say what will stay the same from session to session, and say early what will not.',
    boundaries: 'Go through what holds between you: time, fee, contact, closeness, and that saying stop is fine.',
    genuineness: 'Leave room for the client’s own pace, and say honestly how you see the session.',
    helpfulness: 'Ask what has helped so far and what has not, and change one thing.',
    responsibility: 'Choose one small step together that is in the client’s own hands.',
    'carrying-over': 'Choose one thing together to try out before next time.',
  },
  sources: [...CONSENSUS, 'house'],
};

const later: SuggestionStep = {
  stage: 'later',
  text: 'Look at patterns only in a later session, when you are working well together again.',
  sources: CONSENSUS,
};

export const defaultPackEn: SuggestionPack = {
  language: 'en',
  version: '2',
  title: 'Steps when a strain is open',
  sources: [
    {
      id: 'consensus-2018',
      text: 'Eubanks, Burckell and Goldfried (2018), PMC5966286: what 134 experts would do first, and what later.',
    },
    { id: 'house', text: 'Which words go with which part of the relationship is ours, and untested.' },
  ],
  entries: {
    withdrawal: {
      steps: [
        {
          stage: 'acknowledge',
          text: 'Slow down, and mention that pace or topic may not have fitted.',
          sources: CONSENSUS,
        },
        {
          stage: 'invite',
          text: 'Leave five minutes to ask how last time landed, and listen first.',
          sources: CONSENSUS,
        },
        { stage: 'validate', text: 'Say that holding back can make good sense.', sources: CONSENSUS },
        { stage: 'own-part', text: 'If it fits, say what you might do differently.', sources: CONSENSUS },
        adjust,
        later,
      ],
      wordsToOpenWith: 'I may have moved on too quickly last time. What would help you today?',
    },
    confrontation: {
      steps: [
        { stage: 'acknowledge', text: 'Begin with what is right in what was said.', sources: CONSENSUS },
        { stage: 'invite', text: 'Ask what was hard about it, and listen before you explain.', sources: CONSENSUS },
        {
          stage: 'validate',
          text: 'Say that it helps to hear this, and that saying it can be a sign of trust.',
          sources: CONSENSUS,
        },
        { stage: 'own-part', text: 'Name your own part plainly, without asking to be reassured.', sources: CONSENSUS },
        adjust,
        later,
      ],
      wordsToOpenWith: 'What you said has stayed with me. Would you help me see it the way you do?',
    },
    unspecified: {
      steps: [
        { stage: 'acknowledge', text: 'Mention lightly that last time may not have been easy.', sources: CONSENSUS },
        {
          stage: 'invite',
          text: 'Leave five minutes to ask how last time landed, and listen first.',
          sources: CONSENSUS,
        },
        { stage: 'validate', text: 'Let it count, whatever comes, before you look for reasons.', sources: CONSENSUS },
        { stage: 'own-part', text: 'If it fits, say what you might do differently.', sources: CONSENSUS },
        adjust,
        later,
      ],
      wordsToOpenWith: 'I would like to check how last time was for you, including anything that missed the mark.',
    },
  },
};
