export enum Mood {
  Low,
}
