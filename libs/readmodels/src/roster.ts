/** Every read model and what else leaves the room of its file, one line each. One that is missing here fails a test. */
export { caseload, type CaseloadSortKey, readCaseload, readClient, readEpisode } from './caseload.view.js';
export { episodePeople, episodesOfPeople, peopleOf } from './episode-people.view.js';
export {
  countSetAside,
  episodesWaitingFor,
  readSetAside,
  isSetAside,
  setAside,
  type SetAsideCount,
  type SetAsideReason,
  type SetAsideRow,
} from './set-aside.view.js';
