/** Every read model and what else leaves the room of its file, one line each. One that is missing here fails a test. */
export {
  caseload,
  type CaseloadSortKey,
  cliniciansAtWork,
  cliniciansKnown,
  episodesOfClinician,
  readCaseload,
  readClient,
  readEpisode,
} from './caseload.view.js';
export { episodePeople, episodesOfPeople, peopleOf } from './episode-people.view.js';
export {
  countSetAside,
  episodesWaitingFor,
  foreignEvents,
  readSetAside,
  isSetAside,
  setAside,
  type SetAsideCount,
  type SetAsideReason,
  type SetAsideRow,
} from './set-aside.view.js';
