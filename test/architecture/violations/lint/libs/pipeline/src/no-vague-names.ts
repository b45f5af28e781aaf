export class EpisodeManager {}
